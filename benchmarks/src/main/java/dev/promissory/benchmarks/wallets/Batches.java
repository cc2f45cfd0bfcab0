package dev.promissory.benchmarks.wallets;

import dev.promissory.benchmarks.http.Answer;
import dev.promissory.benchmarks.http.Site;
import dev.promissory.benchmarks.load.Ending;
import dev.promissory.domain.Command;
import dev.promissory.protocol.CommandJson;
import java.io.ByteArrayOutputStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.hc.core5.http.ContentType;

/** Commands sent many at once: NDJSON, one line of the answer for each. */
public final class Batches {

    /** The most that a gateway takes. */
    public static final int MAX_LINES = 10_000;

    private static final ContentType NDJSON = ContentType.create("application/x-ndjson");

    private Batches() {}

    /** How many ended how; what has no line in the answer has ended as the request has. */
    public static Map<Ending, Long> send(Site gateway, List<Command> commands) {
        return tally(commands.size(), answer(gateway, commands));
    }

    static Answer answer(Site gateway, List<Command> commands) {
        return gateway.post("/commands", body(commands), NDJSON);
    }

    private static byte[] body(List<Command> commands) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(commands.size() * 160);
        for (Command command : commands) {
            body.writeBytes(CommandJson.write(command));
            body.write('\n');
        }
        return body.toByteArray();
    }

    private static Map<Ending, Long> tally(int sent, Answer answer) {
        Map<Ending, Long> tally = new EnumMap<>(Ending.class);
        if (answer.isGood()) {
            answer.lines().forEach(line -> tally.merge(ending(line), 1L, Long::sum));
        }
        long missing = sent - tally.values().stream().mapToLong(Long::longValue).sum();
        if (missing > 0) {
            tally.merge(answer.isGood() ? Ending.CONNECTION_BROKEN : answer.ending(), missing, Long::sum);
        }
        return tally;
    }

    /** Looked for as text, because to parse it would cost more than the whole request. */
    static Ending ending(String line) {
        if (line.contains("\"status\":\"accepted\"")) {
            return Ending.GOOD;
        }
        if (line.contains("\"status\":\"unknown\"") || line.contains("\"status\":\"recorded\"")) {
            return Ending.UNKNOWN;
        }
        return line.contains("\"status\":\"not-accepted\"") ? Ending.NOT_ACCEPTED : Ending.REJECTED;
    }
}
