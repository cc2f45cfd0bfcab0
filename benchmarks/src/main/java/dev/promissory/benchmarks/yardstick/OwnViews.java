package dev.promissory.benchmarks.yardstick;

import dev.promissory.kit.Fatal;
import dev.promissory.kit.KafkaConnection;
import dev.promissory.views.ViewBuilder;
import dev.promissory.views.ViewSettings;
import dev.promissory.views.stream.StreamSettings;
import dev.promissory.views.webhooks.WebhookSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** Views in this process. */
final class OwnViews implements Restore.Restored {

    private final ViewSettings settings;
    private ViewBuilder views;

    OwnViews(KafkaConnection kafka, Path folder, int partitions, int threads) {
        this.settings = new ViewSettings(
                kafka,
                folder.resolve("views"),
                Optional.of(OwnStewards.key(folder)),
                Optional.empty(),
                threads,
                StreamSettings.DEFAULT,
                WebhookSettings.DEFAULTS,
                ViewSettings.DEFAULT_RATE_MAX_AGE,
                OptionalInt.of(partitions),
                partitions);
    }

    @Override
    public Path stateDir() {
        return settings.stateDir();
    }

    @Override
    public void start() {
        views = ViewBuilder.start(settings, new SimpleMeterRegistry(), new Fatal());
    }

    @Override
    public boolean isReady() {
        return views.health().ready();
    }

    @Override
    public void close() {
        if (views != null) {
            views.close();
        }
    }
}
