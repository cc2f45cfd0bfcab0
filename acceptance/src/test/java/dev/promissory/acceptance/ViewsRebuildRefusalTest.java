package dev.promissory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.launcher.EmbeddedBroker;
import dev.promissory.mint.protocol.MintTopic;
import dev.promissory.operations.views.RebuildEnd;
import dev.promissory.operations.views.RebuildEnd.Refused;
import dev.promissory.operations.views.ViewsRebuild;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.TopicProvisioner;
import dev.promissory.protocol.TopicSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A rebuild that nobody would do is not begun. */
@Timeout(60)
class ViewsRebuildRefusalTest {

    @TempDir
    Path folder;

    private EmbeddedBroker broker;
    private ViewsRebuild rebuild;

    @BeforeEach
    void start() {
        broker = EmbeddedBroker.start(folder, 0, fault -> {});
        rebuild = new ViewsRebuild(new KafkaConnection(broker.bootstrap(), Map.of()), progress -> {});
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void whereNoViewsHaveEverRun() throws Exception {
        assertThat(why(rebuild.run())).contains("there is no wallet.upkeep at " + broker.bootstrap());
        assertThat(why(rebuild.abandon("why not"))).contains("there is no wallet.upkeep");
        try (KafkaDesk desk = new KafkaDesk(broker.bootstrap())) {
            assertThat(desk.topicsNamed("wallet")).as("made on the way").isEmpty();
        }
    }

    @Test
    void whileNoViewBuilderIsAtWork() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            List<TopicSpec> topics = new ArrayList<>(MintTopic.specs());
            topics.add(Topic.UPKEEP.spec());
            new TopicProvisioner(admin, OptionalInt.empty(), 1).provision(topics);
        }

        assertThat(why(rebuild.run())).contains("no view-builder is at work", "nothing was changed");
        assertThat(why(rebuild.abandon("why not"))).contains("no generation of the views is being built");
        try (KafkaDesk desk = new KafkaDesk(broker.bootstrap())) {
            assertThat(desk.read(Topic.UPKEEP)).isEmpty();
        }
    }

    private static String why(RebuildEnd end) {
        assertThat(end).isInstanceOf(Refused.class);
        return ((Refused) end).why();
    }
}
