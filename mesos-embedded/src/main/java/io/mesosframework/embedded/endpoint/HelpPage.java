package io.mesosframework.embedded.endpoint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import io.mesosframework.embedded.http.HttpReply;
import io.mesosframework.embedded.http.HttpRequest;
import io.mesosframework.embedded.http.HttpRouter;

/**
 * Lists what a server answers, as {@code 3rdparty/libprocess/src/help.cpp} does.
 */
final class HelpPage {

	private final HttpRouter router;

	HelpPage(HttpRouter router) {
		this.router = router;
	}

	HttpReply answer(HttpRequest request) {
		Map<String, TreeSet<String>> all = endpoints();
		return "json".equals(request.parameter("format")) ? json(request, all) : list(request, all.keySet());
	}

	private static HttpReply list(HttpRequest request, Iterable<String> paths) {
		String agent = request.header("User-Agent");
		boolean plain = agent != null && (agent.startsWith("curl") || agent.startsWith("HTTPie"));
		StringBuilder text = new StringBuilder(
				plain ? "## HELP\n" : "<html><head><title>Help</title></head><body><ul>");
		paths.forEach((path) -> text.append(
				plain ? "> [/" + path + "][" + path + "]\n" : "<li><a href=\"/" + path + "\">/" + path + "</a></li>"));
		text.append(plain ? "" : "</ul></body></html>");
		return HttpReply.text(200, text.toString()).withHeader("Content-Type", plain ? "text/x-markdown" : "text/html");
	}

	private static HttpReply json(HttpRequest request, Map<String, TreeSet<String>> all) {
		List<Object> processes = new ArrayList<>();
		all.forEach((id, names) -> {
			Map<String, Object> process = new LinkedHashMap<>();
			process.put("id", id);
			process.put("endpoints",
					names.stream().map((name) -> Map.of("name", name, "text", "/" + id + name)).toList());
			processes.add(process);
		});
		return JsonReplies.json(request, Map.of("processes", processes));
	}

	private Map<String, TreeSet<String>> endpoints() {
		Map<String, TreeSet<String>> all = new TreeMap<>();
		for (String path : this.router.paths()) {
			int slash = path.indexOf('/', 1);
			String id = path.substring(1, (slash < 0) ? path.length() : slash);
			all.computeIfAbsent(id, (key) -> new TreeSet<>()).add((slash < 0) ? "/" : path.substring(slash));
		}
		return all;
	}

}
