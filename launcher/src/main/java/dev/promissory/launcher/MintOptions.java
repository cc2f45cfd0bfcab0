package dev.promissory.launcher;

import dev.promissory.domain.WalletId;
import dev.promissory.kit.KafkaConnection;
import dev.promissory.mint.service.GiftRate;
import dev.promissory.mint.service.MintSettings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What the mint goes by. */
final class MintOptions {

    @Option(
            names = "--mint-wallet",
            paramLabel = "ID",
            description = "The wallet that the mint issues into and gives from. Default: mint.")
    private String wallet = MintSettings.DEFAULT_WALLET.value();

    @Option(
            names = "--gift-least",
            paramLabel = "SHARE",
            description = "The least that a sender gets back, as a share of what was sent. Default: 0.01.")
    private BigDecimal giftLeast = MintSettings.DEFAULT_GIFT_LEAST;

    @Option(
            names = "--gift-most",
            paramLabel = "SHARE",
            description = "The most that a sender gets back. Default: 0.05.")
    private BigDecimal giftMost = MintSettings.DEFAULT_GIFT_MOST;

    MintSettings settings(
            KafkaConnection kafka,
            KafkaOptions kafkaOptions,
            int defaultPartitions,
            DataFolder folder,
            Path mintKeyFile,
            boolean createMintKey,
            Optional<Path> signingKeyFile) {
        if (!WalletId.isValid(wallet)) {
            throw new IllegalArgumentException("--mint-wallet must be a wallet id: " + wallet);
        }
        return new MintSettings(
                kafka,
                folder.mintState(),
                mintKeyFile,
                createMintKey,
                signingKeyFile,
                new WalletId(wallet),
                new GiftRate(giftLeast, giftMost),
                MintSettings.DEFAULT_REMEMBER_FOR,
                1,
                kafkaOptions.partitions(),
                defaultPartitions);
    }
}
