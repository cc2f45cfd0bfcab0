package dev.promissory.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.LogAndFailExceptionHandler;
import org.apache.kafka.streams.errors.LogAndFailProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What can be said of a stream without a broker; the rest is for the acceptance tests. */
@Timeout(60)
class StreamsLifeTest {

    @TempDir
    Path folder;

    private final Fatal fatal = new Fatal();
    private final MeterRegistry metrics = new SimpleMeterRegistry();

    @Test
    void isNotReadyBeforeItRuns() {
        try (StreamsLife life = life()) {
            assertThat(life.ready()).isFalse();
            assertThat(life.health()).isEqualTo(new Health(false, Map.of("state", "CREATED")));
        }
    }

    @Test
    @Timeout(value = 8, unit = TimeUnit.SECONDS)
    void isNotReadyAndClosesInTimeWhenNoBrokerAnswers() {
        StreamsLife life = life();
        life.start();

        assertThat(life.ready()).isFalse();
        life.close();

        assertThat(life.ready()).isFalse();
        assertThat(fatal.future()).isNotDone();
    }

    @Test
    void whatIsToBeDoneWhenItRunsIsDoneOnce() {
        try (StreamsLife life = life()) {
            AtomicInteger times = new AtomicInteger();
            life.whenItRuns(times::incrementAndGet);

            life.changed(KafkaStreams.State.REBALANCING, KafkaStreams.State.CREATED);
            assertThat(times).hasValue(0);
            life.changed(KafkaStreams.State.RUNNING, KafkaStreams.State.REBALANCING);
            life.changed(KafkaStreams.State.RUNNING, KafkaStreams.State.REBALANCING);

            assertThat(times).hasValue(1);
        }
    }

    @Test
    void aBrokenStreamEndsAndSaysWhy() {
        try (StreamsLife life = life()) {
            IllegalStateException cause = new IllegalStateException("a processor failed");

            assertThat(life.broke(cause)).isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
            life.changed(KafkaStreams.State.ERROR, KafkaStreams.State.RUNNING);

            assertThat(fatal.future()).isCompletedWithValue(new Fatal.Report("processor", cause));
        }
    }

    /** Only this instance ends; the process has other things to do. */
    @Test
    void whatBreaksWhileItStandsDownIsNotFatal() {
        StreamsLife life = life();

        assertThat(life.standDown(Duration.ofSeconds(5))).isTrue();
        life.broke(new IllegalStateException("its topic is gone"));
        life.changed(KafkaStreams.State.ERROR, KafkaStreams.State.PENDING_SHUTDOWN);

        assertThat(fatal.future()).isNotDone();
    }

    @Test
    void anErrorStateAloneIsFatalToo() {
        try (StreamsLife life = life()) {
            life.changed(KafkaStreams.State.REBALANCING, KafkaStreams.State.CREATED);
            assertThat(fatal.future()).isNotDone();

            life.changed(KafkaStreams.State.ERROR, KafkaStreams.State.REBALANCING);

            assertThat(fatal.future()).isCompleted();
        }
    }

    @Test
    void itsMetricsNameTheService() {
        try (StreamsLife life = life()) {
            assertThat(life.streams().metrics()).isNotEmpty();
            assertThat(metrics.getMeters())
                    .isNotEmpty()
                    .allSatisfy(
                            meter -> assertThat(meter.getId().getTag("service")).isEqualTo("processor"));
        }
    }

    @Test
    void kafkaStreamsItselfFailsOnBadRecords() {
        StreamsConfig config = new StreamsConfig(settings());

        DeserializationExceptionHandler reading = config.deserializationExceptionHandler();
        ProcessingExceptionHandler processing = config.processingExceptionHandler();
        assertThat(reading).isInstanceOf(LogAndFailExceptionHandler.class);
        assertThat(processing).isInstanceOf(LogAndFailProcessingExceptionHandler.class);
    }

    private StreamsLife life() {
        Topology topology = new Topology().addSource("commands", "wallet.commands");
        return new StreamsLife("processor", topology, settings(), fatal, metrics);
    }

    private Properties settings() {
        Properties settings = new Properties();
        settings.putAll(new KafkaConnection("127.0.0.1:1", Map.of())
                .with(Map.of(
                        StreamsConfig.APPLICATION_ID_CONFIG,
                        "stewards",
                        StreamsConfig.STATE_DIR_CONFIG,
                        folder.toString())));
        settings.putAll(QuickReturn.settings(folder));
        return settings;
    }
}
