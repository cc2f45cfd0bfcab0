package dev.promissory.operations.audit;

import dev.promissory.domain.CommandId;
import dev.promissory.domain.WalletId;
import dev.promissory.operations.scratch.FactIndex;
import dev.promissory.operations.scratch.Rows;
import dev.promissory.processor.StewardKey;
import dev.promissory.processor.StewardRow;
import dev.promissory.processor.StewardStore;
import dev.promissory.protocol.Outcome;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** That what stewards remember to have answered has happened: an answer commits with its facts, or not at all. */
final class AnswerCheck {

    private final Rows rows;
    private final Differences differences;
    private long answers;

    AnswerCheck(Rows rows, Differences differences) {
        this.rows = rows;
        this.differences = differences;
    }

    long answers() {
        return answers;
    }

    /** @param row as it is kept; null when it was removed, which forgets an answer and breaks nothing */
    void keep(byte[] key, byte[] row) {
        if (row == null) {
            return;
        }
        Optional<Outcome> outcome = read(key, row);
        if (outcome.isEmpty()) {
            StewardKey.keeper(StewardStore.REMEMBERED_COMMANDS, key)
                    .ifPresentOrElse(
                            id -> differences.add(
                                    Where.OUTCOMES, "unreadable", id, 0, "a remembered answer cannot be read"),
                            () -> differences.add(
                                    Where.OUTCOMES, "unreadable", "an answer lies under a key that nobody writes"));
            return;
        }
        byte[] claim = ByteBuffer.allocate(Long.BYTES + 1)
                .putLong(outcome.get().sequence())
                .put((byte) (outcome.get() instanceof Outcome.Accepted accepted && accepted.namesFacts() ? 1 : 0))
                .array();
        rows.put(key(outcome.get()), claim);
    }

    void end(FoldedWallets wallets, FactIndex index) {
        rows.forEach((key, claim) -> {
            answers++;
            String[] ask = new String(key, StandardCharsets.US_ASCII).split("\0");
            WalletId id = new WalletId(ask[0]);
            CommandId commandId = new CommandId(ask[1]);
            long sequence = ByteBuffer.wrap(claim).getLong();
            long folded = wallets.get(id).wallet().sequence();
            if (sequence > folded) {
                differences.add(
                        Where.OUTCOMES,
                        "no-facts",
                        id,
                        sequence,
                        "command " + commandId + " was answered at " + sequence + ", the facts lead to " + folded);
            } else if (claim[Long.BYTES] == 1 && !index.isOfCommand(id, sequence, commandId)) {
                differences.add(
                        Where.OUTCOMES,
                        "no-facts",
                        id,
                        sequence,
                        "command " + commandId + " was accepted, and the fact there is of another command");
            }
        });
    }

    private static Optional<Outcome> read(byte[] key, byte[] row) {
        return Damaged.ifReadable(() -> StewardRow.read(StewardStore.REMEMBERED_COMMANDS, key, row))
                .map(read -> ((StewardRow.OfAnswer) read).outcome());
    }

    private static byte[] key(Outcome outcome) {
        return (outcome.walletId().value() + '\0' + outcome.commandId().value()).getBytes(StandardCharsets.US_ASCII);
    }
}
