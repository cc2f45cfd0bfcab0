package dev.promissory.processor;

import dev.promissory.protocol.SigningKey;
import dev.promissory.protocol.TopicLayout;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * What a fold goes by.
 *
 * @param key without which a careful forger is believed
 * @param rememberFor the stewards' own setting: it decides where an answer lies
 * @param layout of the topics, with the ids they have now
 * @param inputs each partition of wallet.commands and wallet.transfers, looked at when what is folded had been written
 */
public record FoldRules(
        Optional<SigningKey> key, Duration rememberFor, TopicLayout layout, Map<TopicPartition, StewardInput> inputs) {

    public FoldRules {
        inputs = Map.copyOf(inputs);
    }
}
