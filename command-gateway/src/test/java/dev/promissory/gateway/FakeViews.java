package dev.promissory.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.domain.Fact;
import dev.promissory.kit.Health;
import dev.promissory.kit.HttpServer;
import dev.promissory.kit.Problem;
import dev.promissory.kit.Service;
import dev.promissory.protocol.FactJson;
import dev.promissory.protocol.FactSeal;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.Sealer;
import dev.promissory.protocol.SigningKey;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Views that show what the test says, and facts with true seals. */
final class FakeViews implements Service {

    static final Sealer STEWARDS = new Sealer(SigningKey.of(new byte[32]));

    /** Path and query of every question. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    private final Map<String, ObjectNode> shown = new ConcurrentHashMap<>();
    private final Map<String, Problem> problems = new ConcurrentHashMap<>();

    @Override
    public void routes(RoutesConfig routes) {
        routes.get("/promises/{promise}", this::answer);
        routes.get("/wallets/{wallet}/facts/{number}", this::answer);
    }

    HttpServer serve() {
        return HttpServer.start(0, List.of(this), new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    }

    static ViewsAddress address(HttpServer server) {
        return new ViewsAddress.At(URI.create("http://127.0.0.1:" + server.port()));
    }

    void show(String path, String json) {
        show(path, Json.readObject(json.getBytes(StandardCharsets.UTF_8)));
    }

    void show(String path, ObjectNode json) {
        problems.remove(path);
        shown.put(path, json);
    }

    void answer(String path, int status, String code) {
        problems.put(path, Problem.of(status, code, "They say so."));
    }

    /** Shows the fact as it would stand in its topic. */
    ObjectNode show(Fact fact) {
        ObjectNode json = fact(fact);
        show(path(fact), json);
        return json;
    }

    static String path(Fact fact) {
        return "/wallets/" + fact.walletId() + "/facts/" + fact.sequence();
    }

    static ObjectNode fact(Fact fact) {
        byte[] value = FactJson.write(fact);
        byte[] previousHash = new byte[FactSeal.HASH_BYTES];
        previousHash[0] = (byte) fact.sequence();
        FactSeal seal = STEWARDS.seal(previousHash, value);
        ObjectNode json = Json.object()
                .put("walletId", fact.walletId().value())
                .put("sequence", fact.sequence())
                .put("topic", "wallet.facts")
                .put("partition", 2)
                .put("offset", 1234)
                .put("value", new String(value, StandardCharsets.UTF_8))
                .put("factHash", HexFormat.of().formatHex(seal.hash()))
                .put("previousHash", HexFormat.of().formatHex(seal.previousHash()))
                .put("factMac", HexFormat.of().formatHex(seal.mac()));
        json.putObject("trust").put("state", "verified");
        return json;
    }

    private void answer(Context ctx) {
        String query = ctx.queryString();
        asked.add(query == null ? ctx.path() : ctx.path() + "?" + query);
        ObjectNode json = shown.get(ctx.path());
        if (problems.containsKey(ctx.path())) {
            problems.get(ctx.path()).answer(ctx);
        } else if (json != null) {
            ctx.contentType("application/json").result(Json.write(json));
        } else {
            String code = ctx.path().startsWith("/promises") ? "promise-not-found" : "fact-not-found";
            Problem.of(404, code, "It is not here.").answer(ctx);
        }
    }

    @Override
    public String name() {
        return "views";
    }

    @Override
    public Health health() {
        return new Health(true, Map.of());
    }

    @Override
    public void close() {}
}
