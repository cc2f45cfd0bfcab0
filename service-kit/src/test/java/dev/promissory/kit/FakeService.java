package dev.promissory.kit;

import io.javalin.config.RoutesConfig;
import java.util.Map;
import java.util.function.Consumer;

/** A service for tests, with the routes and the health a test gives it. */
final class FakeService implements Service {

    private final String name;
    private final Consumer<RoutesConfig> routes;
    private volatile Health health = new Health(true, Map.of());

    FakeService(String name, Consumer<RoutesConfig> routes) {
        this.name = name;
        this.routes = routes;
    }

    void is(Health now) {
        health = now;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void routes(RoutesConfig config) {
        routes.accept(config);
    }

    @Override
    public Health health() {
        return health;
    }

    @Override
    public void close() {}
}
