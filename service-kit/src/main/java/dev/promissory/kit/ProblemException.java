package dev.promissory.kit;

/**
 * A request that a handler cannot go on with; {@link HttpServer} answers it with its problem. For requests that are
 * wrong in themselves (unreadable body, bad parameter): a business refusal is a value, which its handler answers with
 * {@link Problem#answer}. It has no stack trace, because the fault is the request's and not the code's.
 */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.code() + ": " + problem.detail(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
