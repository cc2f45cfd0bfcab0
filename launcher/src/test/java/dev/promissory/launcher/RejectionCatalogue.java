package dev.promissory.launcher;

import dev.promissory.domain.Rejection;
import dev.promissory.gateway.GatewayCode;
import dev.promissory.kit.ProblemCode;
import dev.promissory.kit.ServerCode;
import dev.promissory.mint.protocol.MintRefusal;
import dev.promissory.views.ViewCode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page that lists every code somebody can be refused with, as it stands in the code. */
final class RejectionCatalogue {

    /** One sentence: what is wrong, a semicolon, what to do. */
    private static final Pattern SENTENCE = Pattern.compile("([A-Z][^;.]*(?:\\.[^; ][^;.]*)*); ([^;]+)\\.");

    private RejectionCatalogue() {}

    /** A sentence in its two parts, each beginning with a capital letter and without its full stop. */
    record Advice(String meaning, String whatToDo) {

        /** @throws IllegalArgumentException when it has not this form */
        static Advice of(String sentence) {
            Matcher parts = SENTENCE.matcher(sentence);
            if (!parts.matches()) {
                throw new IllegalArgumentException("not \"What is wrong; what to do.\": " + sentence);
            }
            String whatToDo = parts.group(2);
            return new Advice(parts.group(1), Character.toUpperCase(whatToDo.charAt(0)) + whatToDo.substring(1));
        }
    }

    static List<ProblemCode> gatewayCodes() {
        return List.of(GatewayCode.values());
    }

    static List<ProblemCode> viewCodes() {
        return List.of(ViewCode.values());
    }

    static List<ProblemCode> serverCodes() {
        return List.of(ServerCode.values());
    }

    /** Markdown. */
    static String page() {
        StringBuilder page = new StringBuilder("""
                # Every code of a refusal

                Programs decide on the `code`; it never changes. The sentences are for people. This page is made from the code by
                `mvn -pl launcher -am verify -Dtest=RejectionCatalogueTest -Dsurefire.failIfNoSpecifiedTests=false -Dapproved.write=true`.

                ## What a steward refuses

                A command that breaks several rules gets the first of these codes, in this order. It stands in the command's outcome
                (`"status":"rejected"`), in the answer's problem document, and where a transfer was returned, in the fact that says so.
                The same command again gets the same code again. The field has the command's own name for it: what is `amount` here is
                `limit` where a limit is set, and what is `to` here is `with` in an exchange.

                | | code | HTTP | field | meaning | what to do |
                |--:|---|---|---|---|---|
                """);
        for (Rejection rejection : Rejection.values()) {
            page.append("| ").append(rejection.ordinal() + 1).append(' ');
            row(page, rejection.code(), rejection.httpStatus(), rejection.field(), rejection.sentence());
        }
        page.append("""

                The mint refuses with the same codes, and with one of its own:

                | code | HTTP | field | meaning | what to do |
                |---|---|---|---|---|
                """);
        MintRefusal cap = MintRefusal.CAP_EXCEEDED;
        row(page, cap.code(), cap.httpStatus(), cap.field(), cap.sentence());
        page.append("""

                ## What the gateway does not accept

                The command is certainly not carried out. In the answer to a batch the status of such a line is `not-accepted`, and
                `rejected` where the line is no command.

                """);
        table(page, gatewayCodes());
        page.append("""

                ## What the views do not answer

                """);
        table(page, viewCodes());
        page.append("""

                ## What every server answers by itself

                A status that is not listed has the code `http-` and its number.

                """);
        table(page, serverCodes());
        return page.toString();
    }

    private static void table(StringBuilder page, List<ProblemCode> codes) {
        page.append("| code | HTTP | field | meaning | what to do |\n|---|---|---|---|---|\n");
        for (ProblemCode code : codes) {
            row(page, code.code(), code.status(), code.field(), code.sentence());
        }
    }

    private static void row(StringBuilder page, String code, int status, Optional<String> field, String sentence) {
        Advice advice = Advice.of(sentence);
        page.append("| `%s` | %d | %s | %s | %s |\n"
                .formatted(code, status, field.map("`%s`"::formatted).orElse(""), advice.meaning(), advice.whatToDo()));
    }
}
