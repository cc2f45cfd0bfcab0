package dev.promissory.rates;

import java.util.List;
import java.util.stream.Collectors;

/** The file cannot be published, none of it. The message names every bad line, or as many as a person reads. */
public final class BadRateFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 20;

    BadRateFileException(String file, List<String> problems) {
        super(file + ": nothing is published\n" + problems.stream().limit(SHOWN).collect(Collectors.joining("\n"))
                + (problems.size() > SHOWN ? "\n... and " + (problems.size() - SHOWN) + " more" : ""));
    }
}
