package dev.promissory.benchmarks.yardstick;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.launcher.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a trial takes place: a Kafka cluster, and a folder that is gone afterwards. */
final class Ground implements AutoCloseable {

    private final Path folder;
    private final Optional<EmbeddedBroker> broker;
    private final KafkaConnection kafka;

    private Ground(Path folder, Optional<EmbeddedBroker> broker, KafkaConnection kafka) {
        this.folder = folder;
        this.broker = broker;
        this.kafka = kafka;
    }

    /** With a broker of its own in this process. */
    static Ground own() {
        Path folder = makeFolder();
        EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), 0, cause -> {
            throw new IllegalStateException("the broker broke", cause);
        });
        return new Ground(folder, Optional.of(broker), new KafkaConnection(broker.bootstrap(), Map.of()));
    }

    static Ground of(KafkaConnection kafka) {
        return new Ground(makeFolder(), Optional.empty(), kafka);
    }

    KafkaConnection kafka() {
        return kafka;
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() {
        broker.ifPresent(EmbeddedBroker::close);
        delete(folder);
    }

    private static Path makeFolder() {
        try {
            return Files.createTempDirectory("promissory-bench-");
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for temporary files", e);
        }
    }

    static void delete(Path folder) {
        try (Stream<Path> inside = Files.walk(folder)) {
            List<Path> innermostFirst = inside.sorted(Comparator.reverseOrder()).toList();
            for (Path path : innermostFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }
}
