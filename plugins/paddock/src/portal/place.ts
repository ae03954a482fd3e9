/**
 * The only import of a router, so that another one costs one file: adopters have React Router v6 or v7,
 * and Backstage 1.57 begins to take routers out of its plugins.
 */
export {
  Route,
  Routes,
  useNavigate,
  useParams,
  useSearchParams,
} from 'react-router-dom';
