package dev.promissory.launcher;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The mint's own key: the mint signs its facts with it, and views that have it can tell them from forgeries. */
final class MintKeyOption {

    @Option(
            names = "--mint-key-file",
            paramLabel = "FILE",
            description = "The mint's own key, as the stewards' one; views that"
                    + " have it can tell the mint's facts from forgeries. Default: of the mint, mint.key in the data"
                    + " folder; of the views, none.")
    private Path mintKeyFile;

    Path in(DataFolder folder) {
        return named().orElse(folder.mintKey());
    }

    Optional<Path> named() {
        return Optional.ofNullable(mintKeyFile);
    }
}
