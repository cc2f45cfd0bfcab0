package dev.promissory.benchmarks;

import dev.promissory.protocol.FactSeal;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.SealCheck;
import dev.promissory.protocol.Sealer;
import dev.promissory.protocol.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs a steward to seal a fact, and a reader to check that seal: of a usual fact, on one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SealCost {

    private static final byte[] FACT =
            ("{\"v\":1,\"type\":\"TransferReceived\",\"walletId\":\"wallet-4711\",\"sequence\":1234,"
                            + "\"commandId\":\"0190a3c4-7f1e-4a57-9d1b-3f1f3c1d2b11\",\"at\":\"2026-11-25T06:33:34.278Z\","
                            + "\"promiseId\":\"wallet-815~77\",\"from\":\"wallet-815\",\"promisedAt\":\"2026-11-25T06:33:34.203Z\","
                            + "\"currency\":\"EUR\",\"amount\":\"12.50\",\"total\":\"1112.50\",\"available\":\"1112.50\",\"held\":\"0.00\"}")
                    .getBytes(StandardCharsets.UTF_8);

    private final SigningKey key = SigningKey.of(new byte[32]);
    private final Sealer sealer = new Sealer(key);
    private final SealCheck withKey = new SealCheck(Optional.of(key));
    private final SealCheck withoutKey = new SealCheck(Optional.empty());
    private final byte[] previous = FactSeal.noPreviousHash();
    private final Headers sealed = headers();

    /** Hash, mac and the three headers that carry them. */
    @Benchmark
    public Headers seal() {
        return headers();
    }

    /** As every view with the key checks each fact. */
    @Benchmark
    public Optional<SealCheck.Links> check() {
        return withKey.check(FACT, sealed);
    }

    @Benchmark
    public Optional<SealCheck.Links> checkWithoutTheKey() {
        return withoutKey.check(FACT, sealed);
    }

    private Headers headers() {
        FactSeal seal = sealer.seal(previous, FACT);
        return new RecordHeaders()
                .add(HeaderNames.FACT_HASH, HeaderNames.hex(seal.hash()))
                .add(HeaderNames.PREVIOUS_HASH, HeaderNames.hex(seal.previousHash()))
                .add(HeaderNames.FACT_MAC, HeaderNames.hex(seal.mac()));
    }
}
