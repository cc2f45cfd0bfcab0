package dev.promissory.launcher;

import dev.promissory.domain.PromiseId;
import dev.promissory.operations.promises.Resending;
import dev.promissory.protocol.SigningKey;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a promise waits for in vain, written once more. */
@Command(
        name = "resend",
        description =
                "Write once more what a promise waits for in vain, as its facts have it, signed with the stewards'"
                        + " key. What is there already does no harm twice.",
        mixinStandardHelpOptions = true)
final class PromisesResendCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafkaOptions;

    @Parameters(paramLabel = "PROMISE", description = "Its id, such as alice~9.")
    private String promise;

    @Option(names = "--signing-key-file", paramLabel = "FILE", required = true, description = "The stewards' key.")
    private Path signingKeyFile;

    @Override
    public Integer call() {
        PromiseId promiseId = PromiseId.parse(promise)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "'" + promise + "' is no promise id, such as alice~9"));
        SigningKey key = SigningKey.load(signingKeyFile);
        try (Resending resending = new Resending(kafkaOptions.connection(), key, Clock.systemUTC())) {
            return resending.resend(promiseId, System.out::println) ? 0 : 1;
        }
    }
}
