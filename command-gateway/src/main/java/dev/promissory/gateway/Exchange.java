package dev.promissory.gateway;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;

/**
 * What a gateway and one {@link Addressee} say to each other: commands go out by {@link #sender}, and each gets its
 * reply. It has room of its own, so an addressee that does not answer keeps nobody from another.
 */
final class Exchange<C, O> {

    private final PendingAnswers<C, O> answers;
    private final OutcomeListener<O> listener;
    private final CommandSender<C, O> sender;

    /**
     * Where answers are heard.
     *
     * @param consumer of the addressee's outcomes, not yet assigned
     * @param partition that answers are to come back on
     */
    record Inbox(Consumer<byte[], byte[]> consumer, int partition) {}

    /**
     * Begins to listen for answers, and only then is there to be asked.
     *
     * @param rebuilding whether the addressee decides nothing now
     * @param broken is told the cause when it can send or hear no more
     */
    Exchange(
            Addressee<C, O> addressee,
            Inbox inbox,
            Producer<byte[], byte[]> producer,
            BrokerProbe broker,
            BooleanSupplier rebuilding,
            GatewaySettings settings,
            GatewayMetrics metrics,
            java.util.function.Consumer<Throwable> broken) {
        this.answers = new PendingAnswers<>(addressee.answers(), randomPrefix(), settings.answerTimeout());
        this.listener = OutcomeListener.start(
                inbox.consumer(),
                new TopicPartition(addressee.outcomes(), inbox.partition()),
                addressee.reader(),
                answers,
                metrics,
                broken);
        this.sender = new CommandSender<>(
                addressee, producer, answers, broker, rebuilding, inbox.partition(), settings, metrics, broken);
    }

    CommandSender<C, O> sender() {
        return sender;
    }

    boolean listening() {
        return listener.listening();
    }

    int replyPartition() {
        return listener.partition();
    }

    int inFlight() {
        return answers.size();
    }

    /** Refuses whatever comes from now on. To be called before the producer is closed. */
    void stopSending() {
        sender.refuseAll();
    }

    /** Listens no more, and tells all who still wait "unknown". */
    void stopListening() {
        listener.close();
        answers.giveUpAll();
    }

    /** 64 random bits: request ids of gateways that share a partition never meet. */
    private static String randomPrefix() {
        byte[] bytes = new byte[Long.BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
