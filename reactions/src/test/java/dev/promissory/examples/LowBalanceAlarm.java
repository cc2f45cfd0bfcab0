package dev.promissory.examples;

import dev.promissory.domain.Balance;
import dev.promissory.kit.Fatal;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.TopicSpec;
import dev.promissory.reactions.Desk;
import dev.promissory.reactions.Neighbour;
import dev.promissory.reactions.NeighbourSettings;
import dev.promissory.reactions.Reaction;
import dev.promissory.reactions.SeenFact;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.nio.file.Path;

/** Says so on the topic alarms, once, when a balance falls below a bound; and again only after it has recovered. */
public record LowBalanceAlarm(BigDecimal bound) implements Reaction {

    public static final TopicSpec ALARMS =
            new TopicSpec("alarms", TopicSpec.Partitioning.BY_WALLET, TopicSpec.Keeping.days(30), false);

    @Override
    public void on(SeenFact seen, Desk desk) {
        for (Balance balance : seen.fact().balances()) {
            String raised = "raised-" + balance.currency();
            boolean low = balance.available().amount().compareTo(bound) < 0;
            if (low && desk.note(raised).isEmpty()) {
                desk.keep(raised, seen.name());
                String walletId = seen.fact().walletId().value();
                desk.tell(ALARMS, walletId, Json.write(json -> {
                    json.writeStringField("walletId", walletId);
                    json.writeStringField("currency", balance.currency().code());
                    json.writeStringField("available", balance.available().plain());
                    json.writeNumberField("sequence", seen.fact().sequence());
                }));
            } else if (!low) {
                desk.forget(raised);
            }
        }
    }

    /** Arguments: host:port of Kafka, a folder for the state, the bound. */
    public static void main(String[] arguments) throws Exception {
        var settings = NeighbourSettings.of("low-balance-alarm", arguments[0], Path.of(arguments[1]))
                .telling(ALARMS);
        var alarm = new LowBalanceAlarm(new BigDecimal(arguments[2]));
        Fatal fatal = new Fatal();
        try (Neighbour running = Neighbour.start(settings, alarm, new SimpleMeterRegistry(), fatal)) {
            System.out.println("Watching as " + running.name());
            System.err.println(fatal.future().get());
        }
    }
}
