package dev.promissory.launcher;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * One part of what a tool does: how much of it is done, and how long the rest takes at the pace of the last seconds. An
 * average over everything would be wrong for long after the pace has changed.
 */
final class ProgressPart {

    private static final long RECENTLY_NANOS = 10_000_000_000L;

    private final String what;
    private final long way;
    private final long begin;
    private final Deque<Moment> recent = new ArrayDeque<>();
    private long count;
    private long behind;

    private record Moment(long nanos, long count, long behind) {}

    /**
     * @param what is counted, in the plural
     * @param way how far it is to the end, as far as is known now
     */
    ProgressPart(String what, long way, long nowNanos) {
        this.what = what;
        this.way = way;
        this.begin = nowNanos;
        recent.add(new Moment(nowNanos, 0, 0));
    }

    void advance(long more, long further) {
        count += more;
        behind += further;
    }

    /** Of the whole way. */
    double share() {
        // What comes while it is dealt with is dealt with too.
        long whole = Math.max(way, behind);
        return whole == 0 ? 1 : (double) behind / whole;
    }

    /** {@code 1,234,567 facts, 24,100/s, 0:42 left}. */
    String line(long nowNanos) {
        while (recent.size() > 1 && nowNanos - recent.getFirst().nanos() > RECENTLY_NANOS) {
            recent.removeFirst();
        }
        Moment earlier = recent.getFirst();
        recent.addLast(new Moment(nowNanos, count, behind));
        double seconds = seconds(earlier.nanos(), nowNanos);
        double pace = (behind - earlier.behind()) / seconds;
        String left = pace == 0 ? "" : ", " + clock((long) Math.ceil(Math.max(0, way - behind) / pace)) + " left";
        return String.format(Locale.ROOT, "%,d %s, %,.0f/s%s", count, what, (count - earlier.count()) / seconds, left);
    }

    /** {@code 2,000,000 facts in 81.3 s, 24,600/s}. */
    String total(long nowNanos) {
        double seconds = seconds(begin, nowNanos);
        return String.format(Locale.ROOT, "%,d %s in %.1f s, %,.0f/s", count, what, seconds, count / seconds);
    }

    private static double seconds(long from, long to) {
        return Math.max(1e-3, (to - from) / 1e9);
    }

    private static String clock(long seconds) {
        return seconds < 3_600
                ? "%d:%02d".formatted(seconds / 60, seconds % 60)
                : "%d:%02d:%02d".formatted(seconds / 3_600, seconds / 60 % 60, seconds % 60);
    }
}
