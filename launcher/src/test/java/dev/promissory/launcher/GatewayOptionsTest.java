package dev.promissory.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.promissory.gateway.GatewaySettings;
import dev.promissory.gateway.ViewsAddress;
import dev.promissory.kit.KafkaConnection;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class GatewayOptionsTest {

    private static final ViewsAddress OTHERWISE = new ViewsAddress.SamePort();

    @Test
    void findsTheViewsWhereItIsTold() {
        assertThat(settings(Map.of(), "--views", "http://views:8081/").views()).isEqualTo(at("http://views:8081"));
    }

    @Test
    void findsTheViewsWhereTheEnvironmentSays() {
        Map<String, String> environment = Map.of("PROMISSORY_VIEWS", "http://views:8081");

        assertThat(settings(environment).views()).isEqualTo(at("http://views:8081"));
        assertThat(settings(environment, "--views", "http://other:1").views()).isEqualTo(at("http://other:1"));
    }

    @Test
    void leavesItToTheCommandWhereTheViewsAreWhenNobodySays() {
        assertThat(settings(Map.of()).views()).isEqualTo(OTHERWISE);
    }

    @Test
    void refusesAnAddressThatIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(Map.of(), "--views", "views:8081"))
                .withMessage("views must be a URL of scheme, host and port such as http://localhost:8081");
    }

    @Test
    void theHelpOfTheGatewayAndOfRunTellsOfTheViews() {
        assertThat(new CommandLine(new GatewayCommand()).getUsageMessage()).contains("--views=URL");
        assertThat(new CommandLine(new RunCommand()).getUsageMessage()).contains("--views=URL");
    }

    private static ViewsAddress at(String uri) {
        return new ViewsAddress.At(URI.create(uri));
    }

    private static GatewaySettings settings(Map<String, String> environment, String... arguments) {
        GatewayOptions options = new GatewayOptions();
        new CommandLine(new Parsed(options))
                .setDefaultValueProvider(new EnvironmentDefaults(environment))
                .parseArgs(arguments);
        return options.settings(new KafkaConnection("nowhere:1", Map.of()), new KafkaOptions(), 4, OTHERWISE);
    }

    /** A command that has these options and no others. */
    @CommandLine.Command
    private record Parsed(@CommandLine.Mixin GatewayOptions options) {}
}
