package dev.promissory.views;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folders that generations leave, while Kafka is away. */
final class LeftoversTest {

    @TempDir
    private Path stateDir;

    @Test
    void whatCannotBeRemovedNowIsRemovedLater() throws Exception {
        Path unneeded = stateDir.resolve(new GenerationName(1).applicationId());
        Path aside = Files.createDirectories(stateDir.resolve("aside"));
        deep(aside);
        Path inTheWay = deep(unneeded).resolve("aside");
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 100,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 200))) {
            Leftovers leftovers = new Leftovers(stateDir, admin);

            Files.move(aside, inTheWay);
            boolean gone = leftovers.remove(name -> name.number() == 1);
            Files.move(inTheWay, aside);

            assertThat(gone).isFalse();
            assertThat(unneeded).exists();

            leftovers.remove(name -> name.number() == 1);
            assertThat(unneeded).doesNotExist();
        }
    }

    /** Two of these, one in the other, are a path too long for the system, which nobody can remove. */
    private static Path deep(Path folder) throws IOException {
        Path deepest = folder;
        for (int level = 0; level < 10; level++) {
            deepest = deepest.resolve("x".repeat(220));
        }
        return Files.createDirectories(deepest);
    }
}
