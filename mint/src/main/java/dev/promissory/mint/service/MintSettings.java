package dev.promissory.mint.service;

import dev.promissory.domain.WalletId;
import dev.promissory.kit.KafkaConnection;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * All settings of a mint.
 *
 * @param stateDir where its local stores lie; they can always be restored from Kafka
 * @param mintKeyFile the mint's own key, the same for all instances
 * @param createMintKey whether to make it when the file is missing
 * @param signingKeyFile the wallets' stewards' key; without it the mint checks the chain of the wallets' facts but not
 *     who wrote them
 * @param wallet the mint's own
 * @param rate of gifts
 * @param rememberFor how long, at least, a repeated command gets its first answer
 * @param threads at most as many as there are partitions have work
 * @param partitions what the topics must have; empty to take them as they are
 * @param defaultPartitions for topics that have to be made
 */
public record MintSettings(
        KafkaConnection kafka,
        Path stateDir,
        Path mintKeyFile,
        boolean createMintKey,
        Optional<Path> signingKeyFile,
        WalletId wallet,
        GiftRate rate,
        Duration rememberFor,
        int threads,
        OptionalInt partitions,
        int defaultPartitions) {

    public static final WalletId DEFAULT_WALLET = new WalletId("mint");
    public static final BigDecimal DEFAULT_GIFT_LEAST = new BigDecimal("0.01");
    public static final BigDecimal DEFAULT_GIFT_MOST = new BigDecimal("0.05");
    public static final Duration DEFAULT_REMEMBER_FOR = Duration.ofHours(24);

    /** @throws IllegalArgumentException when a number makes no sense */
    public MintSettings {
        if (!rememberFor.isPositive()) {
            throw new IllegalArgumentException("remember-for must be longer than zero: " + rememberFor);
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1: " + threads);
        }
    }
}
