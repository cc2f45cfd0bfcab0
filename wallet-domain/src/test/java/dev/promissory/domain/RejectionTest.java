package dev.promissory.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RejectionTest {

    /** Part of the contract: in order of precedence, the code, the HTTP status and the field at fault. */
    private static final String APPROVED = """
            malformed-command 400 -
            command-id-reused 422 commandId
            sequence-mismatch 412 expectedSequence
            condition-failed 412 require
            reference-too-long 422 reference
            metadata-too-large 422 metadata
            owner-too-long 422 owner
            wallet-not-found 404 -
            wallet-closed 409 -
            wallet-frozen 409 -
            not-a-wallet 409 -
            id-taken 409 -
            hold-already-exists 409 holdId
            hold-not-found 404 holdId
            hold-already-captured 409 holdId
            hold-already-released 409 holdId
            hold-expired 409 holdId
            invalid-expiry 422 expiresIn
            schedule-not-open 409 scheduleId
            schedule-too-far 422 executeAt
            proof-invalid 422 proof
            not-reversible 422 proof
            already-reversed 409 proof
            too-many-legs 422 legs
            transfer-to-self 422 to
            invalid-currency 422 currency
            limit-negative 422 limit
            amount-not-positive 422 amount
            too-many-fraction-digits 422 amount
            amount-too-large 422 amount
            hold-currency-differs 422 currency
            capture-exceeds-hold 422 amount
            rate-mismatch 422 rate
            insufficient-funds 422 amount
            balance-too-large 422 amount
            too-many-currencies 422 currency
            too-many-overdraft-limits 422 currency
            wallet-not-empty 409 -
            promises-in-flight 409 -
            deadline-passed 409 -
            """;

    @Test
    void codesStatusesAndFieldsAreTheApprovedOnes() {
        String actual = Stream.of(Rejection.values())
                .map(rejection -> rejection.code() + " " + rejection.httpStatus() + " "
                        + rejection.field().orElse("-") + "\n")
                .collect(Collectors.joining());
        assertThat(actual).isEqualTo(APPROVED);
    }

    @Test
    void codesAreUnique() {
        assertThat(Stream.of(Rejection.values()).map(Rejection::code)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void aCodeIsTheNameInKebabCase(Rejection rejection) {
        assertThat(rejection.code())
                .matches("[a-z]+(-[a-z]+)*")
                .isEqualTo(rejection.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        assertThat(Rejection.ofCode(rejection.code())).contains(rejection);
    }

    @ParameterizedTest
    @EnumSource
    void aSentenceSaysWhatIsWrongAndWhatToDo(Rejection rejection) {
        assertThat(rejection.sentence()).matches("[A-Z][^.]*[;,] [^.]*\\.");
    }

    @Test
    void anUnknownCodeIsNone() {
        assertThat(Rejection.ofCode("no-such-code")).isEmpty();
        assertThat(Rejection.ofCode("")).isEmpty();
    }
}
