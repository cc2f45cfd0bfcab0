package dev.promissory.benchmarks.yardstick;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.launcher.EmbeddedBroker;
import dev.promissory.operations.scratch.ScratchFolder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where a trial takes place: a Kafka cluster, and a folder that is gone afterwards. */
final class Ground implements AutoCloseable {

    private final ScratchFolder folder;
    private final Optional<EmbeddedBroker> broker;
    private final KafkaConnection kafka;

    private Ground(ScratchFolder folder, Optional<EmbeddedBroker> broker, KafkaConnection kafka) {
        this.folder = folder;
        this.broker = broker;
        this.kafka = kafka;
    }

    /** With a broker of its own in this process. */
    static Ground own() {
        ScratchFolder folder = ScratchFolder.make("bench");
        EmbeddedBroker broker = EmbeddedBroker.start(folder.path().resolve("kafka"), 0, cause -> {
            throw new IllegalStateException("the broker broke", cause);
        });
        return new Ground(folder, Optional.of(broker), new KafkaConnection(broker.bootstrap(), Map.of()));
    }

    static Ground of(KafkaConnection kafka) {
        return new Ground(ScratchFolder.make("bench"), Optional.empty(), kafka);
    }

    /** Whether nobody else is there. */
    boolean isOwn() {
        return broker.isPresent();
    }

    KafkaConnection kafka() {
        return kafka;
    }

    Path folder() {
        return folder.path();
    }

    @Override
    public void close() {
        broker.ifPresent(EmbeddedBroker::close);
        folder.close();
    }
}
