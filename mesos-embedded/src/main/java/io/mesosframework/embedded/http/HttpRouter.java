package io.mesosframework.embedded.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The routes of one server, found as libprocess finds them
 * ({@code 3rdparty/libprocess/src/process.cpp}).
 * <p>
 * A route is registered under its full path, whose first segment is the name of a
 * libprocess <em>process</em>, for example {@code /master/api/v1/scheduler},
 * {@code /slave(1)/state}, {@code /files/read} or {@code /version}. A request whose first
 * segment is no process is delegated: {@code /api/v1/scheduler} is rewritten to
 * {@code /master/api/v1/scheduler} when {@code master} is the delegate, and this is also
 * the path that the handler sees. Trailing slashes are trimmed, and a path below a route
 * reaches the route with the longest prefix.
 * <p>
 * Used on the loop only, except that a router may be filled before its server starts. A
 * router without routes answers everything with 404.
 *
 * @since 0.1.0
 */
public final class HttpRouter {

	private static final int MAX_FOUND = 64;

	private final String delegate;

	private final Map<String, Route> routes = new HashMap<>();

	private final Set<String> processes = new HashSet<>();

	/** What was found for the paths that clients have sent, while there are few. */
	private final Map<String, Found> found = new HashMap<>();

	private final Map<String, HttpAuthenticator> authenticators = new HashMap<>();

	private @Nullable HttpInterceptor interceptor;

	/**
	 * Create a router.
	 * @param delegate the process that takes the paths of no other, {@code master} or
	 * {@code slave(1)}
	 */
	public HttpRouter(String delegate) {
		this.delegate = delegate;
	}

	/**
	 * Register a route that anybody may use.
	 * @param path the full path, for example {@code /master/health}
	 * @param handler the handler
	 */
	public void route(String path, HttpHandler handler) {
		put(path, new Route(null, false, handler));
	}

	/**
	 * Register a route whose requests are authenticated when its realm has an
	 * authenticator; otherwise requests reach the handler without principal.
	 * @param path the full path, for example {@code /master/api/v1/scheduler}
	 * @param realm the realm, for example {@code mesos-master-scheduler}
	 * @param handler the handler
	 */
	public void route(String path, String realm, HttpHandler handler) {
		put(path, new Route(realm, false, handler));
	}

	/**
	 * Register a route whose handler sees requests before their body is read, and answers
	 * those whose body is not good itself.
	 * @param path the full path, for example {@code /slave(1)/api/v1}
	 * @param realm the realm, for example {@code mesos-agent-readwrite}
	 * @param handler the handler
	 */
	public void routeStreaming(String path, String realm, HttpHandler handler) {
		put(path, new Route(realm, true, handler));
	}

	/**
	 * Turn authentication on for a realm.
	 * @param realm the realm
	 * @param authenticator who decides
	 */
	public void authenticate(String realm, HttpAuthenticator authenticator) {
		this.authenticators.put(realm, authenticator);
	}

	/**
	 * Let an interceptor see all requests from clients first.
	 * @param interceptor the interceptor, {@code null} for none
	 */
	public void intercept(@Nullable HttpInterceptor interceptor) {
		this.interceptor = interceptor;
	}

	/**
	 * Handle a request that comes from inside the JVM: no interceptor, no authentication.
	 * @param request the request; its principal is kept
	 * @param responder takes the answer
	 */
	public void dispatchTrusted(HttpRequest request, HttpResponder responder) {
		route(request, responder, true);
	}

	/**
	 * Return the paths of all routes.
	 * @return the full paths
	 */
	public Set<String> paths() {
		return Set.copyOf(this.routes.keySet());
	}

	/** Remove all routes: from now on every request is answered with 404. */
	public void clear() {
		this.routes.clear();
		this.processes.clear();
		this.found.clear();
	}

	/**
	 * Pass a request to its handler, or answer it when there is none or it is refused.
	 * @param request the request with the path as it was sent
	 * @param responder takes the answer
	 */
	void dispatch(HttpRequest request, HttpResponder responder) {
		HttpInterceptor interceptor = this.interceptor;
		if (interceptor != null) {
			interceptor.intercept(request, responder, (passed, taker) -> route(passed, taker, false));
		}
		else {
			route(request, responder, false);
		}
	}

	private void route(HttpRequest request, HttpResponder responder, boolean trusted) {
		String path = request.path();
		if (!path.startsWith("/")) {
			responder.reply(HttpReply.text(400, "Request URL path must start with '/'"));
			return;
		}
		Found found = lookUp(path);
		if (found == null) {
			responder.reply(notFound());
			return;
		}
		Route route = found.route;
		if (request.bodyError() != null && !route.readsBody) {
			responder.reply(HttpReply.text(500, request.bodyError()));
			return;
		}
		HttpRequest routed = request.withPath(found.path);
		HttpAuthenticator authenticator = (route.realm != null) ? this.authenticators.get(route.realm) : null;
		if (authenticator != null && !trusted) {
			HttpAuthenticator.Outcome outcome = authenticator.authenticate(routed);
			if (outcome.refusal() != null) {
				responder.reply(outcome.refusal());
				return;
			}
			routed = routed.withPrincipal(outcome.principal());
		}
		route.handler.handle(routed, responder);
	}

	private @Nullable Found lookUp(String path) {
		Found known = this.found.get(path);
		if (known != null) {
			return known;
		}
		if (path.contains("/..")) {
			return null;
		}
		String rewritten = delegate(path);
		Route route = find(rewritten);
		if (route == null) {
			return null;
		}
		Found found = new Found(trim(rewritten), route);
		if (this.found.size() < MAX_FOUND) {
			this.found.put(path, found);
		}
		return found;
	}

	private void put(String path, Route route) {
		if (!path.startsWith("/") || path.length() < 2 || path.endsWith("/")) {
			throw new IllegalArgumentException("'path' must be absolute, not end with '/' and name a process: " + path);
		}
		this.routes.put(path, route);
		this.processes.add(first(path));
		this.found.clear();
	}

	private String delegate(String path) {
		String first = first(path);
		String decoded = decode(first);
		if (decoded != null && this.processes.contains(decoded)) {
			return first.equals(decoded) ? path : "/" + decoded + path.substring(path.indexOf(first) + first.length());
		}
		return "/" + this.delegate + (first.isEmpty() ? "" : path);
	}

	private @Nullable Route find(String path) {
		String candidate = trim(path);
		while (!candidate.isEmpty()) {
			Route route = this.routes.get(candidate);
			if (route != null) {
				return route;
			}
			candidate = trim(candidate.substring(0, candidate.lastIndexOf('/')));
			if (candidate.indexOf('/', 1) < 0) {
				// The process itself has no part in the search for a prefix.
				return null;
			}
		}
		return null;
	}

	private static String first(String path) {
		int start = 0;
		while (start < path.length() && path.charAt(start) == '/') {
			start++;
		}
		int end = path.indexOf('/', start);
		return (end < 0) ? path.substring(start) : path.substring(start, end);
	}

	private static String trim(String path) {
		int end = path.length();
		while (end > 0 && path.charAt(end - 1) == '/') {
			end--;
		}
		return path.substring(0, end);
	}

	private static @Nullable String decode(String segment) {
		try {
			return URLDecoder.decode(segment, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static HttpReply notFound() {
		return HttpReply.text(404, "404 Not Found.");
	}

	/**
	 * A handler and the realm that guards it.
	 *
	 * @param realm the realm or {@code null} for unauthenticated access
	 * @param readsBody whether the handler itself answers requests with an invalid body
	 * @param handler the handler
	 */
	private record Route(@Nullable String realm, boolean readsBody, HttpHandler handler) {
	}

	/**
	 * The target of a path.
	 *
	 * @param path the path that the handler sees
	 * @param route the route
	 */
	private record Found(String path, Route route) {
	}

}
