package dev.promissory.kit;

import java.util.Locale;
import java.util.Optional;

/**
 * What a service answers when it cannot do what it was asked, the refusals of stewards apart: one enum for each service,
 * all listed in docs/rejections.md. The code is part of the contract and never changes; the sentence may be improved.
 */
public interface ProblemCode {

    /** The constant's name, from which the code is made. */
    String name();

    /** The HTTP status, 400 to 599. */
    int status();

    /** What is wrong and what to do, parted by a semicolon: a problem's detail where there is nothing better to say. */
    String sentence();

    /** The part of the request at fault, where it is always the same one: a name in the path, or a header. */
    default Optional<String> field() {
        return Optional.empty();
    }

    /** Stable, kebab-case: what programs compare. */
    default String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    default Problem problem() {
        return problem(sentence());
    }

    /** @param detail what is wrong with this very request, and what to do */
    default Problem problem(String detail) {
        Problem problem = Problem.of(status(), code(), detail);
        return field().map(problem::withField).orElse(problem);
    }
}
