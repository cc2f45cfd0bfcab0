package dev.promissory.launcher;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a process keeps its data and its key. */
final class DataOption {

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Where everything is kept. One process at a time. Default: ./data.")
    private Path data = Path.of("data");

    @Option(
            names = "--signing-key-file",
            paramLabel = "FILE",
            description = "The stewards' key, 64 hexadecimal digits, the same for all processors and views of a"
                    + " cluster; `openssl rand -hex 32` makes one. Default: signing.key in the data folder.")
    private Path signingKeyFile;

    DataFolder open() {
        return DataFolder.open(data);
    }

    Path signingKey(DataFolder folder) {
        return namedSigningKey().orElse(folder.signingKey());
    }

    Optional<Path> namedSigningKey() {
        return Optional.ofNullable(signingKeyFile);
    }
}
