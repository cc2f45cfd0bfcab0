package dev.promissory.launcher;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.errors.NotControllerException;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.controller.Controller;
import org.apache.kafka.controller.ControllerRequestContext;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.image.loader.LoaderManifest;
import org.apache.kafka.image.loader.MetadataLoader;
import org.apache.kafka.image.publisher.MetadataPublisher;
import org.apache.kafka.metadata.BrokerRegistration;

/**
 * The registration that the last process of this broker left in the metadata when it ended: it still calls that broker
 * alive, and leader of every partition.
 *
 * <p>A broker that starts on such metadata leads at once, and finishes the transactions that the kill cut short: it
 * sends their markers to itself, over a port that is still closed, again and again. When the session of the dead broker
 * runs out, every partition is without a leader for a moment. Kafka (4.3.1, {@code TransactionMarkerChannelManager})
 * takes a partition without a leader for a deleted one, leaves its marker out, and may still record the transaction as
 * complete. Nothing ends that transaction in the partition any more: committed reads stop there for ever.
 *
 * <p>The dead process cannot come back, its folder is ours. So its registration is taken back before the broker starts:
 * the broker leads nothing until it has registered itself, and opens its coordinators once, with its port. It also need
 * not wait for the dead one's session.
 */
final class StaleRegistration implements MetadataPublisher {
    private static final int PATIENCE_SECONDS = 30;

    private final Controller controller;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final CompletableFuture<Void> gone = new CompletableFuture<>();

    private StaleRegistration(Controller controller) {
        this.controller = controller;
    }

    /** Returns when the metadata that a broker would start on has no living broker in it; at once on a new folder. */
    static void remove(Controller controller, MetadataLoader metadata) {
        StaleRegistration registration = new StaleRegistration(controller);
        metadata.installPublishers(List.of(registration)).join();
        registration.gone.orTimeout(PATIENCE_SECONDS, SECONDS).join();
        metadata.removeAndClosePublisher(registration).join();
    }

    @Override
    public String name() {
        return "StaleRegistration";
    }

    /** Called first with all that the metadata log has, then with each change. */
    @Override
    public void onMetadataUpdate(MetadataDelta delta, MetadataImage metadata, LoaderManifest manifest) {
        BrokerRegistration left = metadata.cluster().broker(BrokerConfiguration.NODE_ID);
        if (left == null || left.fenced()) {
            gone.complete(null);
        } else if (asked.compareAndSet(false, true)) {
            controller.unregisterBroker(asBroker(), BrokerConfiguration.NODE_ID).whenComplete(this::answered);
        }
    }

    private void answered(Void done, Throwable refusal) {
        if (refusal instanceof NotControllerException) {
            // It has not yet taken office. When it has, it writes to the log every half second: then it is asked again.
            asked.set(false);
        } else if (refusal != null) {
            gone.completeExceptionally(refusal);
        }
    }

    private static ControllerRequestContext asBroker() {
        return new ControllerRequestContext(new RequestHeaderData(), KafkaPrincipal.ANONYMOUS, OptionalLong.empty());
    }

    @Override
    public void close() {}
}
