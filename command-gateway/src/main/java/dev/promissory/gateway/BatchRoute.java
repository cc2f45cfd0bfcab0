package dev.promissory.gateway;

import dev.promissory.domain.Command;
import dev.promissory.gateway.CommandCheck.Sendable;
import dev.promissory.gateway.CommandCheck.Unsendable;
import dev.promissory.gateway.CommandLines.Line;
import dev.promissory.protocol.CommandJson;
import dev.promissory.protocol.Outcome;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Many commands in one request, NDJSON in and out: one line answers one command, in the same order. The request may be
 * of any length. Three work at the same time: this one reads and sends, the second waits for the answers in turn, the
 * third writes what there is to the client; so neither a slow answer nor a client that does not read yet stops the
 * reading.
 */
final class BatchRoute {

    private static final Logger LOG = LoggerFactory.getLogger(BatchRoute.class);

    /** Enough to keep Kafka busy; more would only make one client's commands wait behind each other. */
    private static final int MAX_WINDOW = 1_000;

    private static final Answer END = () -> new byte[0];

    private final CommandSender<Command, Outcome> sender;
    private final int window;

    /** @param maxInFlight what the gateway has for all: one batch never takes more than half of it */
    BatchRoute(CommandSender<Command, Outcome> sender, int maxInFlight) {
        this.sender = sender;
        this.window = Math.clamp(maxInFlight / 2, 1, MAX_WINDOW);
    }

    /** One line of the answer, waited for when it is its turn. */
    @FunctionalInterface
    private interface Answer {
        byte[] line();
    }

    void register(RoutesConfig routes) {
        routes.post("/commands", this::answer);
    }

    private void answer(Context ctx) throws IOException, InterruptedException {
        ctx.status(200).contentType("application/x-ndjson");
        InputStream in = ctx.req().getInputStream();
        OutputStream out = ctx.res().getOutputStream();
        BlockingQueue<Answer> answers = new ArrayBlockingQueue<>(window);
        try (AnswerSpool spool = new AnswerSpool();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> collecting = threads.submit(() -> {
                collect(answers, spool);
                return null;
            });
            Future<?> writing = threads.submit(() -> {
                write(spool, out);
                return null;
            });
            try {
                read(in, answers, spool);
            } finally {
                answers.put(END);
            }
            end(collecting);
            end(writing);
        } catch (IOException e) {
            if (!ctx.res().isCommitted()) {
                throw e;
            }
            // The answer has begun, so there is no other way to tell the client than to stop.
            LOG.info("A batch of commands has ended early: {}", e.toString());
        }
    }

    private void read(InputStream in, BlockingQueue<Answer> answers, AnswerSpool spool)
            throws IOException, InterruptedException {
        CommandLines lines = new CommandLines(in, CommandJson.MAX_BYTES);
        for (Optional<Line> line = lines.next(); line.isPresent() && !spool.abandoned(); line = lines.next()) {
            switch (line.get()) {
                case Line.Blank blank -> {}
                case Line.TooLong tooLong -> answers.put(() -> BatchAnswer.tooLong(tooLong.number()));
                case Line.Text text -> answers.put(send(text));
            }
        }
    }

    private Answer send(Line.Text line) throws InterruptedException {
        return switch (CommandCheck.of(line.bytes())) {
            case Unsendable unsendable -> () -> BatchAnswer.line(line.number(), unsendable);
            case Sendable sendable -> {
                CompletableFuture<Reply<Outcome>> reply =
                        sender.sendWhenThereIsRoom(sendable.command(), sendable.value());
                yield () -> BatchAnswer.line(sendable.command(), reply.join());
            }
        };
    }

    /** Takes every answer, also when nobody wants them any more, so that the reader never waits for room in vain. */
    private static void collect(BlockingQueue<Answer> answers, AnswerSpool spool) throws InterruptedException {
        try {
            for (Answer answer = answers.take(); answer != END; answer = answers.take()) {
                spool.append(answer.line());
            }
        } finally {
            spool.finish();
        }
    }

    private static void write(AnswerSpool spool, OutputStream out) throws IOException, InterruptedException {
        try {
            spool.copyTo(out);
        } finally {
            spool.abandon();
        }
    }

    private static void end(Future<?> task) throws IOException, InterruptedException {
        try {
            task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException("a batch of commands broke", e.getCause());
        }
    }
}
