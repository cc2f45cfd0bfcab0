package dev.promissory.mint.service;

import dev.promissory.domain.CommandId;
import dev.promissory.domain.Currency;
import dev.promissory.mint.protocol.MintOutcome;
import dev.promissory.mint.protocol.MintOutcomeJson;
import dev.promissory.protocol.Fingerprint;
import dev.promissory.steward.AnswerMemory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** The answers given to the mint's commands: fingerprint of the command, then the answer as it went out. */
record MintMemory(AnswerMemory answers) {

    record Remembered(byte[] fingerprint, MintOutcome outcome) {}

    /** The outcome comes back marked as a replay. */
    Optional<Remembered> recall(Currency currency, CommandId commandId, long streamTimeMs) {
        return answers.recall(ask(currency, commandId), streamTimeMs).map(MintMemory::read);
    }

    void remember(byte[] fingerprint, MintOutcome outcome, long streamTimeMs) {
        byte[] json = MintOutcomeJson.write(outcome);
        byte[] answer = ByteBuffer.allocate(fingerprint.length + json.length)
                .put(fingerprint)
                .put(json)
                .array();
        answers.remember(ask(outcome.currency(), outcome.commandId()), answer, streamTimeMs);
    }

    private static Remembered read(byte[] answer) {
        MintOutcome outcome = MintOutcomeJson.read(Arrays.copyOfRange(answer, Fingerprint.BYTES, answer.length));
        return new Remembered(Arrays.copyOf(answer, Fingerprint.BYTES), MintAnswers.replayed(outcome));
    }

    /** A tilde cannot occur in a currency code, so no two commands share a name. */
    private static String ask(Currency currency, CommandId commandId) {
        return currency.code() + '~' + commandId;
    }
}
