package dev.promissory.views.webhooks;

import dev.promissory.domain.WalletId;
import dev.promissory.protocol.FactJson;
import dev.promissory.protocol.Fields;
import dev.promissory.protocol.UnreadableException;
import dev.promissory.views.feed.Filter;
import dev.promissory.views.webhooks.Webhook.Start;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The fields that say where deliveries go and which facts, in a request and in a record alike. Every method throws
 * {@link UnreadableException}, naming the field.
 */
final class TargetFields {

    static final int MAX_WALLETS = 100;

    private static final int MAX_URL_LENGTH = 2_048;
    private static final int MAX_HOST_LENGTH = 253;
    private static final int MAX_HOST_PART_LENGTH = 63;
    private static final int MAX_PORT = 65_535;
    private static final Set<String> SCHEMES = Set.of("http", "https");

    private TargetFields() {}

    static Optional<String> id(Fields fields) {
        Optional<String> id = fields.optionalText("id");
        if (id.filter(text -> !Webhook.isValidId(text)).isPresent()) {
            throw new UnreadableException("id must match [A-Za-z0-9][A-Za-z0-9._:-]{0,127}", "id");
        }
        return id;
    }

    static URI url(Fields fields) {
        String text = fields.text("url");
        if (text.length() > MAX_URL_LENGTH) {
            throw badUrl("is longer than " + MAX_URL_LENGTH + " characters");
        }
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            throw badUrl("is no URL");
        }
        if (url.getScheme() == null || !SCHEMES.contains(url.getScheme().toLowerCase(Locale.ROOT))) {
            throw badUrl("must begin with http:// or https://");
        }
        // Before the host, which a URL with ill-formed user info seems to lack.
        if (url.getRawAuthority() != null && url.getRawAuthority().contains("@")) {
            throw badUrl("must have no user info: the signature tells the receiver who posts");
        }
        if (url.getHost() == null || url.getPort() == 0 || url.getPort() > MAX_PORT) {
            throw badUrl("must have a host, and a port that exists if it names one");
        }
        requireUsable(url.getHost(), url.getScheme());
        if (url.getRawFragment() != null) {
            throw badUrl("must have no fragment: it would not be sent");
        }
        return url;
    }

    /** What no name server knows and no TLS handshake can name is refused here, not at each delivery. */
    private static void requireUsable(String host, String scheme) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        // An address in brackets has no parts.
        boolean tooLong = !name.startsWith("[")
                && (name.length() > MAX_HOST_LENGTH
                        || Arrays.stream(name.split("\\.")).anyMatch(part -> part.length() > MAX_HOST_PART_LENGTH));
        if (tooLong) {
            throw badUrl("must have a host of at most " + MAX_HOST_LENGTH + " characters, and " + MAX_HOST_PART_LENGTH
                    + " between two dots");
        }
        if (host.endsWith(".") && scheme.equalsIgnoreCase("https")) {
            throw badUrl("must have a host without a dot at its end: TLS knows no such name");
        }
    }

    static Secret secret(Fields fields) {
        String text = fields.text("secret");
        if (!Secret.isValid(text)) {
            throw new UnreadableException(
                    "secret must have " + Secret.MIN_LENGTH + " to " + Secret.MAX_LENGTH + " characters", "secret");
        }
        return new Secret(text);
    }

    static Filter filter(Fields fields) {
        List<String> wallets = fields.texts("wallets");
        if (wallets.size() > MAX_WALLETS) {
            throw new UnreadableException("wallets must be at most " + MAX_WALLETS, "wallets");
        }
        if (!wallets.stream().allMatch(WalletId::isValid)) {
            throw new UnreadableException("wallets must hold wallet ids", "wallets");
        }
        List<String> types = fields.texts("types");
        types.stream()
                .filter(type -> !FactJson.types().contains(type))
                .findFirst()
                .ifPresent(type -> {
                    throw new UnreadableException("there is no fact of type " + type, "types");
                });
        return new Filter(wallets.stream().map(WalletId::new).collect(Collectors.toSet()), Set.copyOf(types));
    }

    /** Now, when nothing is said. */
    static Start start(Fields fields) {
        return fields.optionalText("from")
                .map(text -> Start.ofLabel(text)
                        .orElseThrow(() -> new UnreadableException("from must be now or start", "from")))
                .orElse(Start.NOW);
    }

    private static UnreadableException badUrl(String reason) {
        return new UnreadableException("url " + reason, "url");
    }
}
