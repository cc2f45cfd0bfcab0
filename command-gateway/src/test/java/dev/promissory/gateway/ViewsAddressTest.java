package dev.promissory.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewsAddressTest {

    @Test
    void takesAnHttpUrlWithOrWithoutASlashAtItsEnd() {
        assertThat(ViewsAddress.parse("http://views:8081"))
                .isEqualTo(new ViewsAddress.At(URI.create("http://views:8081")));
        assertThat(ViewsAddress.parse("https://wallets.example/views//"))
                .isEqualTo(new ViewsAddress.At(URI.create("https://wallets.example/views")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "views",
                "views:8081",
                "//views:8081",
                "ftp://views",
                "http://",
                "http://a b",
                "http://me:secret@views",
                "http://views?x=1",
                "http://views#x"
            })
    void refusesWhatIsNoAddressOfAServer(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ViewsAddress.parse(text))
                .withMessageContaining("views must be a URL")
                .withMessageNotContaining("secret");
    }
}
