package dev.promissory.rates;

import dev.promissory.kit.KafkaConnection;
import java.util.OptionalInt;

/**
 * Where wallet.rates is.
 *
 * @param partitions what the wallets' topics must have; empty to take them as they are
 * @param defaultPartitions for wallets' topics that have to be made; wallet.rates itself has one
 */
public record RatesTopicSettings(KafkaConnection kafka, OptionalInt partitions, int defaultPartitions) {}
