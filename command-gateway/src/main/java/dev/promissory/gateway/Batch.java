package dev.promissory.gateway;

import dev.promissory.domain.Command;
import dev.promissory.gateway.CommandCheck.Sendable;
import dev.promissory.gateway.CommandCheck.Unsendable;
import dev.promissory.gateway.CommandLines.Line;
import dev.promissory.protocol.CommandJson;
import dev.promissory.protocol.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * One request with many commands. Three work at the same time: one reads and sends, the second waits for the answers in
 * turn, the third writes what there is to the client; so neither a slow answer nor a client that does not read yet
 * stops the reading. What stops it is how much waits for an answer: by number, as {@link Pace} says, and by bytes,
 * which bounds the memory.
 */
final class Batch {

    /** The most commands in one request; the first line beyond them is answered for all that follow, and none is accepted. */
    static final int MAX_COMMANDS = 10_000;

    /** The most bytes of lines whose commands wait for their answer: 64 of the longest. */
    static final int MAX_WAITING_BYTES = 64 * CommandJson.MAX_BYTES;

    private static final Answer END = new Answer(() -> new byte[0], 0);

    private final CommandSender<Command, Outcome> sender;
    private final Pace pace;
    private final boolean dryRun;
    private final AnswerSpool spool;
    private final BlockingQueue<Answer> answers;
    private final Semaphore bytes = new Semaphore(MAX_WAITING_BYTES);

    /**
     * @param window how many commands may ever wait for their answer at once
     * @param patience after which nobody waits for an answer any more
     * @param dryRun whether all of them are only to be tried
     */
    Batch(CommandSender<Command, Outcome> sender, int window, Duration patience, boolean dryRun, AnswerSpool spool) {
        this.sender = sender;
        this.pace = new Pace(window, patience);
        this.dryRun = dryRun;
        this.spool = spool;
        this.answers = new ArrayBlockingQueue<>(window);
    }

    /**
     * One line of the answer.
     *
     * @param line waits until there is one
     * @param bytes given back when it is there
     */
    private record Answer(Supplier<byte[]> line, int bytes) {}

    /**
     * Answers every line of the request, and returns when the last answer is written.
     *
     * @throws IOException when the client is gone or answers cannot be kept; what was sent by then stays sent
     */
    void run(InputStream in, OutputStream out) throws IOException, InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> collecting = threads.submit(() -> {
                collect();
                return null;
            });
            Future<?> writing = threads.submit(() -> {
                write(out);
                return null;
            });
            try {
                read(in);
            } finally {
                answers.put(END);
            }
            end(collecting);
            end(writing);
        }
    }

    private void read(InputStream in) throws IOException, InterruptedException {
        CommandLines lines = new CommandLines(in, CommandJson.MAX_BYTES);
        int answered = 0;
        for (Optional<Line> line = lines.next(); line.isPresent() && !spool.abandoned(); line = lines.next()) {
            Optional<Answer> answer = answer(line.get(), answered);
            if (answer.isPresent()) {
                answers.put(answer.get());
                answered++;
            }
        }
    }

    private Optional<Answer> answer(Line line, int answered) throws InterruptedException {
        return switch (line) {
            case Line.Blank blank -> Optional.empty();
            // Read all the same: a client that is cut off while it still writes may lose the answers.
            case Line beyond when answered > MAX_COMMANDS -> Optional.empty();
            case Line first when answered == MAX_COMMANDS -> Optional.of(known(BatchAnswer.tooMany(first.number())));
            case Line.TooLong tooLong -> Optional.of(known(BatchAnswer.tooLong(tooLong.number())));
            case Line.Text text -> Optional.of(answer(text));
        };
    }

    private Answer answer(Line.Text line) throws InterruptedException {
        return switch (CommandCheck.of(line.bytes(), dryRun)) {
            case Unsendable unsendable -> known(BatchAnswer.line(line.number(), unsendable));
            case Sendable sendable -> send(sendable);
        };
    }

    private Answer send(Sendable sendable) throws InterruptedException {
        Command command = sendable.command();
        int length = sendable.value().length;
        bytes.acquire(length);
        pace.enter();
        long sent = System.nanoTime();
        CompletableFuture<Reply<Outcome>> reply = sender.sendWhenThereIsRoom(command, sendable.value())
                .whenComplete((settled, failure) -> pace.leave(System.nanoTime() - sent));
        boolean tried = sendable.dryRun();
        return new Answer(() -> BatchAnswer.line(command, tried, reply.join()), length);
    }

    private Answer known(byte[] line) throws InterruptedException {
        bytes.acquire(line.length);
        return new Answer(() -> line, line.length);
    }

    /** Takes every answer, also when nobody wants them any more, so that the reader never waits for room in vain. */
    private void collect() throws InterruptedException {
        try {
            for (Answer answer = answers.take(); answer != END; answer = answers.take()) {
                spool.append(answer.line().get());
                bytes.release(answer.bytes());
            }
        } finally {
            spool.finish();
        }
    }

    private void write(OutputStream out) throws IOException, InterruptedException {
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
