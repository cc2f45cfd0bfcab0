package dev.promissory.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.promissory.domain.Rejection;
import dev.promissory.kit.ProblemCode;
import dev.promissory.launcher.RejectionCatalogue.Advice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * docs/rejections.md says what the code says. {@code mvn -pl launcher -am verify -Dtest=RejectionCatalogueTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dapproved.write=true} writes the page anew.
 */
class RejectionCatalogueTest {

    private static final Path PROJECT = Path.of("..");
    private static final Path PAGE = PROJECT.resolve("docs/rejections.md");

    private static final boolean WRITE = Boolean.getBoolean("approved.write");

    /** A code that is written where it is used, and so is in no list. */
    private static final Pattern CODE_OF_ITS_OWN = Pattern.compile("\\bProblem\\s*\\.of\\(\\s*\\d");

    @Test
    void thePageListsEveryCode() throws IOException {
        if (WRITE) {
            Files.writeString(PAGE, RejectionCatalogue.page());
        }

        assertThat(PAGE)
                .as("write it anew with -Dapproved.write=true, and look at what has changed")
                .hasContent(RejectionCatalogue.page());
    }

    @ParameterizedTest
    @EnumSource
    void aRejectionSaysWhatIsWrongAndWhatToDo(Rejection rejection) {
        Advice advice = Advice.of(rejection.sentence());

        assertThat(advice.meaning()).isNotBlank();
        assertThat(advice.whatToDo()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("problemCodes")
    void aProblemSaysWhatIsWrongAndWhatToDo(ProblemCode code) {
        assertThat(Advice.of(code.sentence()).whatToDo()).isNotBlank();
        assertThat(code.problem().code()).isEqualTo(code.code());
    }

    @Test
    void eachListHasACodeOnce() {
        assertThat(Stream.of(Rejection.values()).map(Rejection::code)).doesNotHaveDuplicates();
        assertThat(problemCodes().map(code -> code.getClass() + code.code())).doesNotHaveDuplicates();
    }

    @Test
    void noCodeStandsOutsideTheLists() throws IOException {
        assertThat(mainSources())
                .hasSizeGreaterThan(200)
                .noneMatch(source -> CODE_OF_ITS_OWN.matcher(read(source)).find());
    }

    @Test
    void partsASentence() {
        assertThat(Advice.of("It is 3.5 or more; send less.")).isEqualTo(new Advice("It is 3.5 or more", "Send less"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Send less.", "Too much; send less; now.", "Too much; send less", "too much; send less."})
    void takesNoSentenceOfAnotherForm(String sentence) {
        assertThatIllegalArgumentException().isThrownBy(() -> Advice.of(sentence));
    }

    private static Stream<ProblemCode> problemCodes() {
        return Stream.of(
                        RejectionCatalogue.gatewayCodes(),
                        RejectionCatalogue.viewCodes(),
                        RejectionCatalogue.serverCodes())
                .flatMap(List::stream);
    }

    private static List<Path> mainSources() throws IOException {
        try (Stream<Path> files = Files.walk(PROJECT)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("/src/main/"))
                    .toList();
        }
    }

    private static String read(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
