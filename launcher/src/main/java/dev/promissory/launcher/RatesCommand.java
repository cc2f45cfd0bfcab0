package dev.promissory.launcher;

import dev.promissory.rates.Publication;
import dev.promissory.rates.RateFeed;
import dev.promissory.rates.RateFeedSettings;
import dev.promissory.rates.RateFile;
import dev.promissory.rates.RatesTopicSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prices from outside, onto an existing cluster: those of a file, or those of an HTTP source for as long as it runs. */
@Command(
        name = "rates",
        description = "Publish prices from a CSV file, or poll an HTTP source for them.",
        mixinStandardHelpOptions = true)
final class RatesCommand implements Callable<Integer> {

    private static final int DEFAULT_PORT = 8084;

    @Mixin
    private PortOption port;

    @Mixin
    private KafkaOptions kafkaOptions;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "CSV with the header base,quote,rate and, if wanted, at and source. Published whole or not at"
                    + " all; then the command ends.")
    private Path file;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "An http or https source of JSON: {\"base\":\"EUR\",\"rates\":{\"USD\":\"1.08\"}}, or an array of"
                            + " {\"base\":\"BTC\",\"quote\":\"EUR\",\"rate\":\"61234.50\"}; with \"at\" where the time is known.")
    private URI url;

    @Option(names = "--once", description = "Poll the source a single time and end.")
    private boolean once;

    @Mixin
    private RateFeedOptions feed;

    @Override
    public Integer call() throws Exception {
        if ((file == null) == (url == null)) {
            throw new LaunchException("name one source of rates: --file or --url");
        }
        if (once && url == null) {
            throw new LaunchException("--once is for --url: a file is published once anyway");
        }
        if (feed.namesSource() && url == null) {
            throw new LaunchException("--source is for --url: a file has a column for it");
        }
        RatesTopicSettings topic = new RatesTopicSettings(
                kafkaOptions.connection(), kafkaOptions.partitions(), SingleService.DEFAULT_PARTITIONS);
        if (file != null) {
            return told(RateFile.read(file, Clock.systemUTC()).publish(topic));
        }
        RateFeedSettings settings = feed.settings(topic, url);
        if (once) {
            return told(RateFeed.once(settings));
        }
        SingleService single = new SingleService(port.orElse(DEFAULT_PORT));
        return single.run(settings, running -> RateFeed.start(settings, running.metrics(), running.fatal()));
    }

    /** Not a success when there was nothing but what had to be refused. */
    private static int told(Publication done) {
        done.published().forEach(rate -> System.out.println("published " + rate));
        done.known().forEach(rate -> System.out.println("unchanged " + rate));
        done.refused().forEach(refused -> System.err.println("refused " + refused));
        return done.published().isEmpty() && done.known().isEmpty() ? 1 : 0;
    }
}
