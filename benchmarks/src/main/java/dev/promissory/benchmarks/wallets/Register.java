package dev.promissory.benchmarks.wallets;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promissory.benchmarks.http.Answer;
import dev.promissory.benchmarks.http.Site;
import java.util.ArrayList;
import java.util.List;

/** Which wallets of a run there are, as the views know it. */
final class Register {

    private static final int PAGE = 500;

    private final Site views;

    Register(Site views) {
        this.views = views;
    }

    /** The wallets that bear the run's mark and are not closed. */
    List<Seen> open(Run run) {
        List<Seen> found = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = page(run, cursor);
            for (JsonNode wallet : page.path("items")) {
                Seen seen = Seen.of(wallet);
                if (seen.isOf(run)) {
                    found.add(seen);
                }
            }
            cursor = page.path("nextCursor").asText("");
        } while (!cursor.isEmpty() && !cursor.equals("null"));
        return found;
    }

    private JsonNode page(Run run, String cursor) {
        String more = cursor.isEmpty() ? "" : "&cursor=" + cursor;
        Answer answer =
                views.get("/wallets?status=open&metadata." + Run.MARK + "=" + run.id() + "&limit=" + PAGE + more);
        if (!answer.isGood()) {
            throw new UnansweredException(
                    views + " does not list wallets: " + answer.ending().label());
        }
        return answer.json();
    }
}
