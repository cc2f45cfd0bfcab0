package dev.promissory.benchmarks.report;

import dev.promissory.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/** What a benchmark has found out, and under what conditions. */
public final class Report {

    /** Settings that say where and under which name it was. */
    private static final Set<String> NAMES = Set.of("url", "run", "broker");

    private final String benchmark;
    private final Map<String, Object> settings;
    private final Instant at = Instant.now();
    private final List<Measured> measured = new ArrayList<>();
    private final Map<String, Double> figures = new LinkedHashMap<>();
    private boolean endedEarly;

    /** @param settings plain JSON values */
    public Report(String benchmark, Map<String, Object> settings) {
        this.benchmark = benchmark;
        this.settings = new LinkedHashMap<>(settings);
    }

    public void add(Measured one) {
        measured.add(one);
    }

    /** What follows from several measurements: a ratio, say. */
    public void figure(String name, double value) {
        figures.put(name, value);
    }

    public void setting(String name, Object value) {
        settings.put(name, value);
    }

    public void endedEarly() {
        endedEarly = true;
    }

    List<Measured> measured() {
        return List.copyOf(measured);
    }

    /** {@code transfers, connections 64, wallets 1000}: what the figures depend on, not whose they are. */
    String title() {
        StringJoiner title = new StringJoiner(", ").add(benchmark);
        settings.forEach((name, value) -> {
            if (!NAMES.contains(name)) {
                title.add(name + " " + value);
            }
        });
        return title.toString();
    }

    public boolean isWithoutFailure() {
        return measured.stream().allMatch(each -> each.failures() == 0);
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(title() + (endedEarly ? " (ended early)" : ""));
        measured.forEach(each -> lines.add(each.text()));
        figures.forEach((name, value) -> lines.add(String.format(Locale.ROOT, "%s = %.2f", name, value)));
        return lines;
    }

    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("benchmark", benchmark);
        json.put("at", Json.time(at));
        json.put("settings", settings);
        json.put("machine", Machine.described());
        Machine.commit().ifPresent(commit -> json.put("commit", commit));
        json.put("endedEarly", endedEarly);
        json.put("measured", measured.stream().map(Measured::json).toList());
        json.put("figures", figures);
        return json;
    }

    String document() {
        return new String(Json.write(json()), StandardCharsets.UTF_8);
    }
}
