package dev.promissory.launcher;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.metadata.storage.FormatterException;

/** The broker's folder: empty before the first use, formatted with a cluster id of its own afterwards. */
final class BrokerStorage {
    private BrokerStorage() {}

    /** Formats the folder unless that was done before. The marker is written last, so a format cut short is repeated. */
    static void prepare(Path folder) {
        if (Files.exists(folder.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))) {
            return;
        }
        try {
            Files.createDirectories(folder);
            new Formatter()
                    // What it did is in its log; standard output belongs to the command line.
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setNodeId(BrokerConfiguration.NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .addDirectory(folder.toString())
                    .setMetadataLogDirectory(folder.toString())
                    .setControllerListenerName(BrokerSockets.CONTROLLER)
                    .run();
        } catch (FormatterException e) {
            throw new LaunchException("cannot format " + folder + " for Kafka: " + e.getMessage(), e);
        } catch (Exception e) {
            throw new LaunchException("cannot format " + folder + " for Kafka: " + e, e);
        }
    }
}
