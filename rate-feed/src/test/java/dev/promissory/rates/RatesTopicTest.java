package dev.promissory.rates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

class RatesTopicTest {

    @Test
    void theConsumerIsClosedWhenThereIsNoProducer() {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");

        assertThatThrownBy(() -> RatesTopic.over(consumer, () -> {
                    throw new KafkaException("no producer");
                }))
                .hasMessage("no producer");

        assertThat(consumer.closed()).isTrue();
    }
}
