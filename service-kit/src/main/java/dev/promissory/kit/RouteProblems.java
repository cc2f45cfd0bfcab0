package dev.promissory.kit;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what goes wrong between Javalin's router and the end of a handler: as problem documents. */
final class RouteProblems {

    private static final Logger LOG = LoggerFactory.getLogger(RouteProblems.class);

    private RouteProblems() {}

    static void register(JavalinConfig config) {
        config.http.prefer405over404 = true;
        config.routes.exception(ProblemException.class, (e, ctx) -> e.problem().answer(ctx));
        config.routes.exception(HttpResponseException.class, RouteProblems::answerJavalin);
        config.routes.exception(Exception.class, RouteProblems::answerUnhandled);
        config.router.javaLangErrorHandler(RouteProblems::answerError);
        // Javalin answers a client that is too slow by itself, with a status and no body.
        config.routes.error(config.jetty.timeoutStatus, RouteProblems::fillBody);
    }

    private static void answerJavalin(HttpResponseException e, Context ctx) {
        if (e.getStatus() < 400) {
            ctx.status(e.getStatus());
            return;
        }
        ServerProblems.of(e.getStatus()).answer(ctx);
        if (e.getStatus() == 405) {
            ctx.header("Allow", String.join(", ", allowed(e)));
        }
    }

    /** Javalin names the methods under one of two keys, by what the request accepts. */
    private static Set<String> allowed(HttpResponseException e) {
        Set<String> methods = new TreeSet<>();
        for (String methodList : new LinkedHashSet<>(e.getDetails().values())) {
            methods.addAll(Set.of(methodList.split(", ")));
        }
        return methods;
    }

    /**
     * What turns out to be no HTTP while the body is read, or breaks off, is the client's fault and nothing to log; all
     * else is a fault here.
     */
    private static void answerUnhandled(Exception e, Context ctx) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpException broken && broken.getCode() >= 400 && broken.getCode() < 500) {
                ServerProblems.of(broken.getCode()).answer(ctx);
                return;
            }
        }
        LOG.error("{} {} failed", ctx.method(), RequestTimer.route(ctx), e);
        ServerProblems.of(500).answer(ctx);
    }

    /** Javalin keeps {@link Error} away from exception handlers and wants the answer written to the response itself. */
    private static void answerError(HttpServletResponse response, Error error) {
        LOG.error("A request failed", error);
        try {
            response.setStatus(500);
            response.setContentType(Problem.CONTENT_TYPE);
            response.getOutputStream().write(ServerProblems.of(500).toJson());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void fillBody(Context ctx) {
        if (ctx.resultInputStream() == null) {
            ServerProblems.of(ctx.statusCode()).answer(ctx);
        }
    }
}
