package dev.promissory.processor;

import dev.promissory.domain.Balance;
import dev.promissory.domain.CommandId;
import dev.promissory.domain.HoldId;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.Rejection;
import dev.promissory.domain.ScheduleId;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.Fingerprint;
import dev.promissory.protocol.Outcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The answer to a command, with what the command said: all it takes to give the same answer again. The bytes leave out
 * what the key or the rejection's code already say, since this memory is the largest state there is.
 */
record RememberedOutcome(byte[] fingerprint, Outcome outcome) {

    /** In the upper half of the first byte; the flags are in the lower. */
    private static final int VERSION = 1 << 4;

    /** The same, followed by the id of a hold, which few answers name. */
    private static final int VERSION_WITH_HOLD = 2 << 4;

    private static final int ACCEPTED = 1;
    private static final int OPENED = 2;
    private static final int PROMISED = 4;
    private static final int SCHEDULED = 8;

    byte[] write() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            switch (outcome) {
                case Outcome.Accepted accepted -> {
                    out.writeByte((accepted.made().holdId().isPresent() ? VERSION_WITH_HOLD : VERSION)
                            | ACCEPTED
                            | (accepted.opened() ? OPENED : 0)
                            | (accepted.made().promiseId().isPresent() ? PROMISED : 0)
                            | (accepted.made().scheduleId().isPresent() ? SCHEDULED : 0));
                    out.write(fingerprint);
                    out.writeLong(accepted.sequence());
                    BalanceCodec.write(out, accepted.balances());
                    if (accepted.made().holdId().isPresent()) {
                        out.writeUTF(accepted.made().holdId().get().value());
                    }
                }
                case Outcome.Rejected rejected -> {
                    out.writeByte(VERSION);
                    out.write(fingerprint);
                    out.writeLong(rejected.sequence());
                    out.writeUTF(rejected.rejection().code());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    /** Whether a repetition gets the same answer from both. */
    boolean isSameAs(RememberedOutcome other) {
        return Arrays.equals(write(), other.write());
    }

    /**
     * The outcome comes back marked as a replay.
     *
     * @throws IllegalStateException when another version wrote the bytes
     */
    static RememberedOutcome read(WalletId walletId, CommandId commandId, byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int flags = in.readUnsignedByte();
            if ((flags & 0xF0) != VERSION && (flags & 0xF0) != VERSION_WITH_HOLD) {
                throw new IllegalStateException(
                        "remembered outcome of " + walletId + "/" + commandId + " has version " + (flags >> 4));
            }
            byte[] fingerprint = in.readNBytes(Fingerprint.BYTES);
            long sequence = in.readLong();
            Outcome outcome = (flags & ACCEPTED) != 0
                    ? accepted(walletId, commandId, sequence, flags, in)
                    : rejected(walletId, commandId, sequence, in.readUTF());
            return new RememberedOutcome(fingerprint, outcome);
        } catch (IOException e) {
            throw new UncheckedIOException("remembered outcome of " + walletId + "/" + commandId + " is cut short", e);
        }
    }

    /** What it made names itself by the sequence; only a hold has a name of its own, at the end. */
    private static Outcome accepted(
            WalletId walletId, CommandId commandId, long sequence, int flags, DataInputStream in) throws IOException {
        List<Balance> balances = BalanceCodec.read(in);
        Outcome.Names made = new Outcome.Names(
                (flags & PROMISED) != 0 ? Optional.of(new PromiseId(walletId, sequence)) : Optional.empty(),
                (flags & 0xF0) == VERSION_WITH_HOLD ? Optional.of(new HoldId(in.readUTF())) : Optional.empty(),
                (flags & SCHEDULED) != 0 ? Optional.of(new ScheduleId(walletId, sequence)) : Optional.empty());
        return new Outcome.Accepted(walletId, commandId, sequence, (flags & OPENED) != 0, balances, made, true);
    }

    private static Outcome rejected(WalletId walletId, CommandId commandId, long sequence, String code) {
        Rejection rejection = Rejection.ofCode(code)
                .orElseThrow(() -> new IllegalStateException("a newer version remembered the code " + code));
        return new Outcome.Rejected(
                walletId, commandId, sequence, rejection, rejection.sentence(), rejection.field(), true);
    }
}
