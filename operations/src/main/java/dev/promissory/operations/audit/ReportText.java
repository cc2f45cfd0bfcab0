package dev.promissory.operations.audit;

import dev.promissory.operations.audit.AuditReport.Compared;
import dev.promissory.operations.audit.Conservation.Books;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report for a person: what was looked at, side by side, and then each difference in a line. */
public final class ReportText {

    private static final int MOST_LINES = 100;

    private final AuditReport report;
    private final List<String> lines = new ArrayList<>();

    private ReportText(AuditReport report) {
        this.report = report;
    }

    public static List<String> of(AuditReport report) {
        return new ReportText(report).lines();
    }

    private List<String> lines() {
        side(Where.FACTS, facts());
        side(Where.STEWARDS, rows(report.stewards()));
        side(Where.VIEWS, report.viewsFound() ? rows(report.views()) : "there are none");
        side(Where.OUTCOMES, number(report.answers()) + " answers remembered");
        for (Books each : report.books()) {
            side(Where.CONSERVATION, books(each));
        }
        side(Where.PROMISES, promises());
        if (report.moving() > 0) {
            lines.add(number(report.moving())
                    + " rows of the stewards' memory changed each time they were looked at, and were not compared.");
        }
        conclude();
        return lines;
    }

    private void conclude() {
        String took = String.format(
                Locale.ROOT,
                "Read in %.1f s, %s facts/s; the whole took %.1f s.",
                report.reading().toMillis() / 1e3,
                number(report.factsPerSecond()),
                report.took().toMillis() / 1e3);
        lines.add(took);
        if (report.agrees()) {
            lines.add(report.moving() == 0 ? "All agree." : "All that could be compared agrees.");
            return;
        }
        lines.add(number(report.differences()) + (report.differences() == 1 ? " difference:" : " differences:"));
        for (Difference each :
                report.listed().subList(0, Math.min(MOST_LINES, report.listed().size()))) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-12s %-13s %-16s %s",
                    each.where().label(),
                    each.what(),
                    each.place(),
                    each.detail()));
        }
        if (report.differences() > MOST_LINES) {
            lines.add("  and " + number(report.differences() - MOST_LINES) + " more; --json lists up to "
                    + number(Differences.MOST_LISTED));
        }
    }

    private void side(Where where, String found) {
        lines.add(String.format(Locale.ROOT, "%-13s %s", where.label(), found));
    }

    private String facts() {
        return number(report.facts()) + " records of " + number(report.wallets()) + " wallets"
                + (report.copies() > 0 ? ", " + number(report.copies()) + " of them copies" : "")
                + (report.macsChecked() ? "; macs checked" : "; macs not checked, for that takes --signing-key-file");
    }

    private static String rows(Compared compared) {
        return number(compared.rows()) + " rows are as the facts make them"
                + (compared.behind() > 0
                        ? "; " + number(compared.behind()) + " lack facts that came during the audit"
                        : "");
    }

    private static String books(Books each) {
        return each.deposited() + " deposited - " + each.withdrawn().plain() + " withdrawn = "
                + each.balances().plain() + " in wallets + " + each.inFlight().plain() + " in flight"
                + (each.conserved() ? "" : ": NOT CONSERVED");
    }

    private String promises() {
        return number(report.promises().all()) + " made, "
                + number(report.promises().pending()) + " pending, "
                + number(report.promises().stuck()) + " of them stuck";
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
