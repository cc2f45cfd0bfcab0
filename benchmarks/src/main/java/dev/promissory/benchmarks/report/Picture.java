package dev.promissory.benchmarks.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.HdrHistogram.Histogram;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.IChart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws what was measured. */
public final class Picture {

    private static final int WIDTH = 1000;
    private static final int HEIGHT = 600;

    private static final Font TITLE = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

    /** So many characters of a title fit into one line; of more, each gets less space. */
    private static final float FITTING = 105;

    /** Latencies are drawn up to here: of fewer requests than ten times its inverse the tail is chance. */
    private static final double HIGHEST = 99.999;

    private Picture() {}

    /** Latency against percentile: the rarer, the further right, each nine as far as the one before. */
    static BufferedImage percentiles(String title, List<Measured> measured) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle("percentile")
                .yAxisTitle("latency, ms")
                .build();
        style(chart.getStyler(), title);
        chart.getStyler().setXAxisLogarithmic(true);
        chart.getStyler().setXAxisLogarithmicDecadeOnly(true);
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setXAxisTickLabelsFormattingFunction(Picture::nines);
        for (Measured one : measured) {
            one.latencies().filter(some -> some.getTotalCount() > 0).ifPresent(latencies -> {
                Line line = Line.of(latencies);
                chart.addSeries(one.name(), line.x(), line.y()).setMarker(SeriesMarkers.NONE);
            });
        }
        return image(chart);
    }

    /** One bar each. */
    static BufferedImage bars(String title, List<Measured> measured) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .yAxisTitle("per second")
                .build();
        style(chart.getStyler(), title);
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setLabelsVisible(true);
        chart.getStyler().setAvailableSpaceFill(0.4);
        chart.addSeries(
                "per second",
                measured.stream().map(Measured::name).toList(),
                measured.stream()
                        .map(each -> (double) Math.round(each.perSecond()))
                        .toList());
        return image(chart);
    }

    /** Several lines over one axis. */
    static BufferedImage curves(String title, Curves curves) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(curves.over())
                .yAxisTitle(curves.unit())
                .build();
        style(chart.getStyler(), title);
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setXAxisLogarithmic(curves.spansDecades());
        curves.lines().forEach((name, values) -> {
            List<Double> x = curves.points().stream().map(Long::doubleValue).toList();
            chart.addSeries(name, x.subList(0, values.size()), values).setMarker(SeriesMarkers.CIRCLE);
        });
        return image(chart);
    }

    static void write(BufferedImage image, Path file) {
        try {
            if (!ImageIO.write(image, "png", file.toFile())) {
                throw new IllegalStateException("this JVM cannot write PNG");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the picture " + file, e);
        }
    }

    /** {@code 90%} at 10, {@code 99%} at 100: what is left beside it is one in so many. */
    private static String nines(double oneIn) {
        double percent = 100 - 100 / oneIn;
        int digits = Math.max(0, (int) Math.round(Math.log10(oneIn)) - 2);
        return String.format(Locale.ROOT, "%." + digits + "f%%", percent);
    }

    private record Line(List<Double> x, List<Double> y) {

        static Line of(Histogram latencies) {
            List<Double> x = new ArrayList<>();
            List<Double> y = new ArrayList<>();
            double most = Math.min(HIGHEST, 100 - 100.0 / latencies.getTotalCount());
            for (double oneIn = 1; 100 - 100 / oneIn <= most; oneIn *= 1.05) {
                x.add(oneIn);
                y.add(latencies.getValueAtPercentile(100 - 100 / oneIn) / 1e3);
            }
            return new Line(x, y);
        }
    }

    private static void style(AxesChartStyler styler, String title) {
        styler.setChartBackgroundColor(Color.WHITE);
        float share = Math.min(1, FITTING / Math.max(1, title.length()));
        styler.setChartTitleFont(TITLE.deriveFont(TITLE.getSize2D() * share));
        styler.setLegendPosition(Styler.LegendPosition.OutsideS);
        styler.setDecimalPattern("#,###.##");
    }

    private static BufferedImage image(IChart chart) {
        return BitmapEncoder.getBufferedImage(chart);
    }
}
