package dev.promissory.views;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** What an answer says of the trust that can be put in it: {@code "trust":{"state":"verified"}}, and more where there is doubt. */
sealed interface Standing permits Trust, SharedTrust {

    /** {@code verified}; {@code chained} without the stewards' key; or a doubt's kind. */
    String state();

    /** What there is to say of the doubt, if there is any. */
    void writeDoubt(JsonGenerator json) throws IOException;
}
