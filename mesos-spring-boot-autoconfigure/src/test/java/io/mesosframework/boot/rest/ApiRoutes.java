package io.mesosframework.boot.rest;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import org.springframework.core.MethodIntrospector;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;

/**
 * The routes of controllers, as their annotations say.
 */
public final class ApiRoutes {

	private ApiRoutes() {
	}

	/**
	 * Return the routes of controllers.
	 * @param controllers the controllers
	 * @return the routes
	 */
	public static List<ApiRoute> of(Collection<ApiController> controllers) {
		List<ApiRoute> routes = new ArrayList<>();
		for (ApiController controller : controllers) {
			MethodIntrospector
				.selectMethods(controller.getClass(),
						(MethodIntrospector.MetadataLookup<RequestMapping>) (method) -> AnnotatedElementUtils
							.findMergedAnnotation(method, RequestMapping.class))
				.forEach((method, mapping) -> {
					for (RequestMethod verb : mapping.method()) {
						String path = (mapping.path().length > 0) ? mapping.path()[0] : "";
						routes.add(new ApiRoute(verb.name(), controller.endpoint(), path, method));
					}
				});
		}
		return routes;
	}

	/**
	 * Return the types of bodies that routes answer.
	 * @param routes the routes
	 * @return the records that are written as JSON
	 */
	public static Set<Class<?>> answered(List<ApiRoute> routes) {
		Set<Class<?>> types = new LinkedHashSet<>();
		routes.stream().map(ApiRoute::body).filter(Class::isRecord).forEach(types::add);
		return types;
	}

	/**
	 * A route.
	 *
	 * @param method the method
	 * @param endpoint the id of the endpoint
	 * @param path what follows the path of the endpoint
	 * @param handler the handler method
	 */
	public record ApiRoute(String method, String endpoint, String path, Method handler) {

		/**
		 * Return the type of the body of the answer.
		 * @return the type
		 */
		public Class<?> body() {
			ResolvableType type = ResolvableType.forMethodReturnType(this.handler);
			if (type.toClass() == CompletionStage.class) {
				type = type.getGeneric();
			}
			return type.as(ResponseEntity.class).getGeneric().toClass();
		}

		/**
		 * Return the names of the variables of the path and of the query parameters.
		 * @return the names
		 */
		public Set<String> parameters() {
			Set<String> names = new LinkedHashSet<>();
			for (MethodParameter parameter : parametersOf()) {
				if (parameter.hasParameterAnnotation(PathVariable.class)) {
					names.add(parameter.getParameter().getName());
				}
				RequestParam query = parameter.getParameterAnnotation(RequestParam.class);
				if (query != null) {
					names.add(query.name());
				}
			}
			return names;
		}

		/**
		 * Return whether the route takes conditions.
		 * @return whether it does
		 */
		public boolean takesConditions() {
			return parametersOf().stream().anyMatch((each) -> each.hasParameterAnnotation(RequestHeader.class));
		}

		/**
		 * Return whether the route takes a body.
		 * @return whether it does
		 */
		public boolean takesBody() {
			return parametersOf().stream().anyMatch((each) -> each.hasParameterAnnotation(RequestBody.class));
		}

		private List<MethodParameter> parametersOf() {
			return List.of(new HandlerMethod(new Object(), this.handler).getMethodParameters());
		}

		@Override
		public String toString() {
			return this.method + " " + this.endpoint + this.path;
		}

	}

}
