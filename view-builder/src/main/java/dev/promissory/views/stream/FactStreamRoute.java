package dev.promissory.views.stream;

import dev.promissory.domain.WalletId;
import dev.promissory.protocol.FactJson;
import dev.promissory.protocol.KafkaUnavailableException;
import dev.promissory.views.Parameters;
import dev.promissory.views.ViewProblems;
import dev.promissory.views.feed.FactFeed;
import dev.promissory.views.feed.FactsExtent;
import dev.promissory.views.feed.Filter;
import dev.promissory.views.feed.NotHereException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/**
 * {@code GET /facts/stream}: facts as server-sent events, as soon as this view vouches for them. {@code wallet} and
 * {@code type} take one or several, parted by commas. It starts now, with {@code from=start} at the first fact ever, and
 * behind a client's last event when {@code Last-Event-ID}, or the parameter {@code lastEventId}, names it.
 *
 * <p>The answer is written by hand: Javalin's server-sent events know no deadline for a write, and their ids go with events only.
 */
public final class FactStreamRoute {

    private static final String WALLET = "wallet";
    private static final String TYPE = "type";
    private static final String FROM = "from";
    private static final String START = "start";
    private static final String LAST_EVENT_ID = "lastEventId";
    private static final String LAST_EVENT_ID_HEADER = "Last-Event-ID";

    private static final String BETWEEN = ",";

    private final IntConsumer requireReady;
    private final FactStreams streams;
    private final Facts facts;

    /** The facts as a stream finds them. */
    interface Facts {

        /** How many partitions they are on. */
        int partitions();

        /** @throws KafkaUnavailableException when Kafka does not say it */
        FactsExtent extent(Set<Integer> partitions);

        /** @throws NotHereException when a partition is not here */
        FactFeed follow(Map<Integer, Long> from, Filter filter);
    }

    /** @param requireReady fails unless this partition of wallet.facts is here, restored and caught up */
    public FactStreamRoute(IntConsumer requireReady, FactStreams streams, VouchedFacts facts) {
        this(requireReady, streams, (Facts) facts);
    }

    FactStreamRoute(IntConsumer requireReady, FactStreams streams, Facts facts) {
        this.requireReady = requireReady;
        this.streams = streams;
        this.facts = facts;
    }

    public void register(RoutesConfig routes) {
        routes.get("/facts/stream", this::stream);
    }

    private void stream(Context ctx) throws IOException {
        Parameters parameters = Parameters.of(ctx, WALLET, TYPE, FROM, LAST_EVENT_ID);
        Filter filter = new Filter(
                parameters.text(WALLET).map(FactStreamRoute::wallets).orElse(Set.of()),
                parameters.text(TYPE).map(FactStreamRoute::types).orElse(Set.of()));
        Optional<Function<FactsExtent, Map<Integer, Long>>> asked = asked(ctx, parameters);
        SortedSet<Integer> read = filter.partitions(facts.partitions());
        read.forEach(requireReady::accept);
        // Whoever finds no place costs Kafka nothing.
        try (FactStreams.Place place = streams.take()) {
            Map<Integer, Long> from = asked.orElse(FactsExtent::end).apply(facts.extent(read));
            ctx.contentType("text/event-stream").header("Cache-Control", "no-store");
            // A proxy that collects answers before it passes them on would hold events back; this one can be asked not
            // to.
            ctx.header("X-Accel-Buffering", "no");
            if (!ctx.method().equals(HandlerType.HEAD)) {
                run(ctx, place, from, filter);
            }
        }
    }

    private void run(Context ctx, FactStreams.Place place, Map<Integer, Long> from, Filter filter) throws IOException {
        try (FactFeed feed = facts.follow(from, filter)) {
            place.run(feed, StreamClient.of(ctx, streams.patience()));
        }
    }

    /**
     * Where the client wants the stream to start, if it says so. The header counts before the parameters: a browser that
     * connects again sends it, to the URL it had at first.
     */
    private static Optional<Function<FactsExtent, Map<Integer, Long>>> asked(Context ctx, Parameters parameters) {
        Optional<String> from = parameters.text(FROM);
        Optional<String> parameter = parameters.text(LAST_EVENT_ID);
        if (from.isPresent() && !from.get().equals(START)) {
            throw ViewProblems.badParameter(FROM, "from must be start; without it the stream starts now.");
        }
        if (from.isPresent() && parameter.isPresent()) {
            throw ViewProblems.badParameter(FROM, "from and lastEventId name two places to start at: give one.");
        }
        Optional<String> lastEventId =
                Optional.ofNullable(ctx.header(LAST_EVENT_ID_HEADER)).or(() -> parameter);
        if (lastEventId.isPresent()) {
            Map<Integer, Long> position = StreamId.read(lastEventId.get()).orElseThrow(ViewProblems::badLastEventId);
            return Optional.of(extent -> inside(extent, position));
        }
        return from.map(start -> FactsExtent::first);
    }

    private static Map<Integer, Long> inside(FactsExtent extent, Map<Integer, Long> position) {
        if (!extent.holds(position)) {
            throw ViewProblems.badLastEventId();
        }
        return position;
    }

    private static Set<WalletId> wallets(String text) {
        return each(text).stream()
                .map(id -> {
                    if (!WalletId.isValid(id)) {
                        throw ViewProblems.badParameter(WALLET, "wallet must be a wallet id, or several with commas.");
                    }
                    return new WalletId(id);
                })
                .collect(Collectors.toSet());
    }

    private static Set<String> types(String text) {
        Set<String> types = each(text);
        if (!FactJson.types().containsAll(types)) {
            throw ViewProblems.badParameter(
                    TYPE,
                    "type must be one of these, or several with commas: "
                            + String.join(", ", new TreeSet<>(FactJson.types())) + ".");
        }
        return types;
    }

    private static Set<String> each(String text) {
        return new TreeSet<>(List.of(text.split(BETWEEN, -1)));
    }
}
