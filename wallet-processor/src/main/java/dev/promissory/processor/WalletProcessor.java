package dev.promissory.processor;

import dev.promissory.kit.Fatal;
import dev.promissory.kit.Health;
import dev.promissory.kit.Service;
import dev.promissory.kit.UpkeepWatch;
import dev.promissory.protocol.SigningKey;
import dev.promissory.protocol.TopicLayout;
import dev.promissory.protocol.TopicProvisioner;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/**
 * The stewards of the wallets on this instance's partitions. It has no routes of its own. While the stewards' state is being
 * rebuilt they stand still.
 */
public final class WalletProcessor implements Service {

    /** The consumer group of all processors of a cluster. */
    public static final String GROUP = ProcessorKafka.APPLICATION_ID;

    static final String NAME = "processor";

    private static final Duration ADMIN_CLOSE = Duration.ofSeconds(1);

    private final StewardsAtWork stewards;
    private final UpkeepWatch upkeep;
    private final Admin admin;

    private WalletProcessor(StewardsAtWork stewards, UpkeepWatch upkeep, Admin admin) {
        this.stewards = stewards;
        this.upkeep = upkeep;
        this.admin = admin;
    }

    /**
     * Starts the stewards; they work as soon as their state is restored, which {@link #health} shows.
     *
     * @throws IllegalArgumentException when the signing key cannot be had
     * @throws dev.promissory.protocol.TopicMismatchException when the cluster's topics cannot serve
     */
    public static WalletProcessor start(ProcessorSettings settings, MeterRegistry registry, Fatal fatal) {
        SigningKey key = settings.createSigningKey()
                ? SigningKey.loadOrCreate(settings.signingKeyFile())
                : SigningKey.load(settings.signingKeyFile());
        Admin admin = Admin.create(settings.kafka().with(Map.of()));
        try {
            TopicLayout layout =
                    new TopicProvisioner(admin, settings.partitions(), settings.defaultPartitions()).provision();
            StewardRules rules = new StewardRules(settings.autoOpen(), settings.rememberFor(), key, layout);
            UpkeepWatch upkeep = UpkeepWatch.open(settings.kafka());
            StewardsAtWork stewards = new StewardsAtWork(settings, rules, admin, registry, fatal);
            stewards.follow(upkeep.state());
            upkeep.follow(stewards::follow, cause -> fatal.report(NAME, cause));
            return new WalletProcessor(stewards, upkeep, admin);
        } catch (RuntimeException e) {
            admin.close(ADMIN_CLOSE);
            throw e;
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Health health() {
        return stewards.health();
    }

    @Override
    public void close() {
        stewards.close();
        upkeep.close();
        admin.close(ADMIN_CLOSE);
    }
}
