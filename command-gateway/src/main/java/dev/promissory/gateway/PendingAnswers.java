package dev.promissory.gateway;

import dev.promissory.domain.Command;
import dev.promissory.protocol.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The commands that wait for an answer, by request id. Every one of them gets a reply, at the latest when its time is
 * up, and is forgotten by then. Two requests with the same command have two request ids, so both are answered.
 */
final class PendingAnswers {

    private final String prefix;
    private final Duration timeout;
    private final AtomicLong lastRequest = new AtomicLong();
    private final Map<String, Waiter> waiters = new ConcurrentHashMap<>();

    /**
     * @param prefix of the request ids: no two gateways that run at the same time may have the same
     * @param timeout after which a reply is {@link Reply.Unknown}
     */
    PendingAnswers(String prefix, Duration timeout) {
        this.prefix = prefix;
        this.timeout = timeout;
    }

    /** One command that waits. Its reply never fails. */
    record Waiter(String requestId, Command command, CompletableFuture<Reply> reply) {}

    /** Starts to wait. To be called before the command is sent, or a fast answer would find nobody. */
    Waiter register(Command command) {
        String requestId = prefix + "-" + lastRequest.incrementAndGet();
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        Waiter waiter = new Waiter(requestId, command, reply);
        waiters.put(requestId, waiter);
        reply.whenComplete((settled, failure) -> waiters.remove(requestId));
        reply.completeOnTimeout(new Reply.Unknown(), timeout.toNanos(), TimeUnit.NANOSECONDS);
        return waiter;
    }

    /** Whether somebody here waits for this request's answer. */
    boolean expects(String requestId) {
        return waiters.containsKey(requestId);
    }

    /**
     * Hands a steward's answer to the one who waits for it. An answer to another command than the one that was sent
     * under this request id is nobody's; it changes nothing.
     *
     * @return whether it was wanted
     */
    boolean answer(String requestId, Outcome outcome) {
        Waiter waiter = waiters.get(requestId);
        return waiter != null
                && waiter.command().walletId().equals(outcome.walletId())
                && waiter.command().commandId().equals(outcome.commandId())
                && waiter.reply().complete(new Reply.Answered(outcome));
    }

    /** Ends the waiting for an answer that came but cannot be understood. */
    void giveUp(String requestId) {
        Waiter waiter = waiters.get(requestId);
        if (waiter != null) {
            waiter.reply().complete(new Reply.Unknown());
        }
    }

    /** Ends all waiting, when nobody will listen any more. */
    void giveUpAll() {
        waiters.keySet().forEach(this::giveUp);
    }

    int size() {
        return waiters.size();
    }
}
