package dev.promissory.launcher;

import dev.promissory.protocol.SigningKey;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The stewards' key for a tool that only checks what they have sealed. */
final class SigningKeyOption {

    @Option(
            names = "--signing-key-file",
            paramLabel = "FILE",
            description = "The stewards' key, to check that they wrote what is there. Without it only hashes are"
                    + " checked, which a careful forger manages too.")
    private Path file;

    /** @throws IllegalArgumentException when a file is named and has no key */
    Optional<SigningKey> load() {
        return Optional.ofNullable(file).map(SigningKey::load);
    }
}
