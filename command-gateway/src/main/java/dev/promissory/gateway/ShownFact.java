package dev.promissory.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.domain.Fact;
import dev.promissory.domain.Proof;
import dev.promissory.domain.Rejection;
import dev.promissory.domain.WalletId;
import dev.promissory.kit.Problem;
import dev.promissory.kit.ProblemException;
import dev.promissory.protocol.FactJson;
import dev.promissory.protocol.Fields;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.UnreadableException;
import java.nio.charset.StandardCharsets;

/**
 * A fact as the views show it. That a steward has written it, only a steward can tell; that it is the one that was asked
 * for is checked here, or a true fact could stand in for another.
 */
record ShownFact(Fact fact, Proof proof) {

    /**
     * @throws UnreadableException when that is no fact, or another one than that of this wallet and sequence
     * @throws ProblemException {@code proof-invalid} when nobody has signed it: no steward would take it for a proof
     */
    static ShownFact read(ObjectNode shown, WalletId walletId, long sequence) {
        Fields fields = new Fields(shown);
        String value = fields.text("value");
        String previousHash = fields.text("previousHash");
        Fact fact = FactJson.read(value.getBytes(StandardCharsets.UTF_8));
        if (!fact.walletId().equals(walletId) || fact.sequence() != sequence) {
            throw new UnreadableException(
                    "it is fact " + fact.sequence() + " of " + fact.walletId() + ", another than asked for");
        }
        String mac = fields.optionalText("factMac").orElseThrow(ShownFact::unsigned);
        return new ShownFact(fact, new Proof(value, previousHash, mac));
    }

    /** The proof as a command has it. */
    ObjectNode proofJson() {
        return Json.object()
                .put("value", proof.value())
                .put("previousHash", proof.previousHash())
                .put("factMac", proof.mac());
    }

    private static ProblemException unsigned() {
        Rejection invalid = Rejection.PROOF_INVALID;
        return new ProblemException(Problem.of(invalid.httpStatus(), invalid.code(), invalid.sentence()));
    }
}
