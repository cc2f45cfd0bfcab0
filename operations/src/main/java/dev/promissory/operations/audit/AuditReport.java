package dev.promissory.operations.audit;

import dev.promissory.operations.audit.Conservation.Books;
import java.time.Duration;
import java.util.List;

/**
 * What an audit found.
 *
 * @param took of the whole audit
 * @param reading of the time it took to read and fold the facts
 * @param macsChecked whether the stewards' key was there
 * @param facts records of wallet.facts
 * @param copies those of them that stand there once more; they harm nobody
 * @param books one for each currency
 * @param viewsFound whether there were any views
 * @param moving rows that were compared again and again and never came to rest
 * @param listed the first of the differences
 */
public record AuditReport(
        Duration took,
        Duration reading,
        boolean macsChecked,
        long facts,
        long copies,
        long wallets,
        List<Books> books,
        Compared stewards,
        Compared views,
        boolean viewsFound,
        long answers,
        Promises promises,
        long moving,
        long differences,
        List<Difference> listed) {

    /**
     * Rows of one side.
     *
     * @param rows that are right
     * @param behind those of them, and missing ones, that lack facts which came while the audit ran
     */
    public record Compared(long rows, long behind) {}

    /**
     * @param pending not ended yet
     * @param stuck those of them for longer than was allowed
     */
    public record Promises(long all, long pending, long stuck) {}

    public AuditReport {
        books = List.copyOf(books);
        listed = List.copyOf(listed);
    }

    public boolean agrees() {
        return differences == 0;
    }

    public long factsPerSecond() {
        return Math.round(facts / Math.max(reading.toNanos() / 1e9, 1e-3));
    }
}
