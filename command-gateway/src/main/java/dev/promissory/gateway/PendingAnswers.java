package dev.promissory.gateway;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiPredicate;

/**
 * The commands that wait for an answer, by request id. Every one of them gets a reply, at the latest when its time is
 * up, and is forgotten by then. Two requests with the same command have two request ids, so both are answered.
 */
final class PendingAnswers<C, O> {

    private final BiPredicate<C, O> isAnswer;
    private final String prefix;
    private final Duration timeout;
    private final AtomicLong lastRequest = new AtomicLong();
    private final Map<String, Waiter<C, O>> waiters = new ConcurrentHashMap<>();

    /**
     * @param isAnswer whether an outcome is the answer to this command and to no other
     * @param prefix of the request ids: no two gateways that run at the same time may have the same
     * @param timeout after which a reply is {@link Reply.Unknown}
     */
    PendingAnswers(BiPredicate<C, O> isAnswer, String prefix, Duration timeout) {
        this.isAnswer = isAnswer;
        this.prefix = prefix;
        this.timeout = timeout;
    }

    /** One command that waits. Its reply never fails. */
    record Waiter<C, O>(String requestId, C command, CompletableFuture<Reply<O>> reply) {}

    /** Starts to wait. To be called before the command is sent, or a fast answer would find nobody. */
    Waiter<C, O> register(C command) {
        String requestId = prefix + "-" + lastRequest.incrementAndGet();
        CompletableFuture<Reply<O>> reply = new CompletableFuture<>();
        Waiter<C, O> waiter = new Waiter<>(requestId, command, reply);
        waiters.put(requestId, waiter);
        reply.whenComplete((settled, failure) -> waiters.remove(requestId));
        reply.completeOnTimeout(new Reply.Unknown<>(), timeout.toNanos(), TimeUnit.NANOSECONDS);
        return waiter;
    }

    /** Whether somebody here waits for this request's answer. */
    boolean expects(String requestId) {
        return waiters.containsKey(requestId);
    }

    /**
     * Hands an answer to the one who waits for it. An answer to another command than the one that was sent
     * under this request id is nobody's; it changes nothing.
     *
     * @return whether it was wanted
     */
    boolean answer(String requestId, O outcome) {
        Waiter<C, O> waiter = waiters.get(requestId);
        return waiter != null
                && isAnswer.test(waiter.command(), outcome)
                && waiter.reply().complete(new Reply.Answered<>(outcome));
    }

    /** Ends the waiting for an answer that came but cannot be understood. */
    void giveUp(String requestId) {
        Waiter<C, O> waiter = waiters.get(requestId);
        if (waiter != null) {
            waiter.reply().complete(new Reply.Unknown<>());
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
