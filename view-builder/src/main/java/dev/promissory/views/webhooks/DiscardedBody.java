package dev.promissory.views.webhooks;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** What an endpoint says besides its status: read to its end, so that the connection can be used again, and forgotten. */
final class DiscardedBody implements BodySubscriber<Void> {

    /** More than that is cut off, with its connection. */
    private static final long MAX_BYTES = 64 << 10;

    private final CompletableFuture<Void> read = new CompletableFuture<>();
    private Subscription subscription;
    private long bytes;

    @Override
    public CompletionStage<Void> getBody() {
        return read;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        this.subscription = subscription;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            bytes += buffer.remaining();
        }
        if (bytes > MAX_BYTES) {
            subscription.cancel();
            read.complete(null);
        }
    }

    @Override
    public void onError(Throwable failure) {
        read.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        read.complete(null);
    }
}
